import test from 'node:test';
import assert from 'node:assert/strict';
import { inFull } from './editor/colour.js';

// The release's style sheet is minified, and the editor refused to start with "Illegal value for token color: #fff".
test('a short colour is written in full, any other stays', () => {
  assert.equal(inFull('#fff'), '#ffffff');
  assert.equal(inFull('#1a2c'), '#11aa22cc');
  assert.equal(inFull('#3651c9'), '#3651c9');
  assert.equal(inFull('rgb(1 2 3)'), 'rgb(1 2 3)');
});
