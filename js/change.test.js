// Run by `node --test js/`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from './editor/change.js';

function applied(before, edit) {
  if (!edit) return before.join('\n');
  const [startLine, startColumn, endLine, endColumn] = edit.range;
  const offset = (line, column) => before.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  const text = before.join('\n');
  return text.slice(0, offset(startLine, startColumn)) + edit.text + text.slice(offset(endLine, endColumn));
}

function* texts(alphabet, most) {
  yield [''];
  for (let length = 1; length <= most; length += 1) {
    for (let code = 0; code < alphabet.length ** length; code += 1) {
      yield Array.from({ length }, (_, place) => alphabet[Math.floor(code / alphabet.length ** place) % alphabet.length]);
    }
  }
}

test('every text of up to four lines becomes every other', () => {
  const all = [...texts(['', 'a', 'bc'], 4)];
  for (const before of all) {
    for (const after of all) assert.equal(applied(before, change(before, after)), after.join('\n'));
  }
});

test('lines that are alike are not touched', () => {
  assert.deepEqual(change(['a', 'b', 'c'], ['a', 'x', 'c']), { range: [1, 2, 2, 2], text: '\nx' });
  assert.equal(change(['a', 'b'], ['a', 'b']), null);
});
