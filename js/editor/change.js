// The smallest edit in whole lines that turns one text into another: its range as Monaco counts it (line, column,
// line, column, from 1) and the text for it; nothing where the texts are alike.
export function change(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (start === shorter && before.length === after.length) return null;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const last = before.length - end;
  const lines = after.slice(start, after.length - end);
  const endOf = line => [line, before[line - 1].length + 1];
  // The line breaks that belong to the lines are those before them, or those behind them at the very top.
  if (start > 0) return { range: [...endOf(start), ...endOf(last)], text: lines.map(line => `\n${line}`).join('') };
  if (end > 0) return { range: [1, 1, last + 1, 1], text: lines.map(line => `${line}\n`).join('') };
  return { range: [1, 1, ...endOf(before.length)], text: lines.join('\n') };
}
