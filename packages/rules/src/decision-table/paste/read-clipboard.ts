/**
 * The cells of a block as a spreadsheet copies it: tabs between cells, line ends between rows, quotes round a cell that
 * holds either (a quote within it doubled). An empty last line is none.
 *
 *     readClipboard('10-20\t"two\nlines"\r\n')   // [['10-20', 'two\nlines']]
 */
export function readClipboard(block: string): string[][] {
  const rows: string[][] = [[]];
  const text = block.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
  let at = 0;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(text.slice(at));
    // Quotes within a cell are its own, unless a tab or a line end stands between them: `"a", "b"` is one text.
    const isWrapped = quoted !== null && (/[\t\n]/.test(quoted[1] as string) || (quoted[1] as string).includes('""'));
    const end = isWrapped ? at + quoted[0].length : endOfCell(text, at);
    rows.at(-1)?.push(isWrapped ? (quoted[1] as string).replaceAll('""', '"') : text.slice(at, end));
    if (end >= text.length) return text === '' ? [] : rows;
    if (text[end] === '\n') rows.push([]);
    at = end + 1;
  }
}

function endOfCell(text: string, from: number): number {
  const length = text.slice(from).search(/[\t\n]/);
  return length < 0 ? text.length : from + length;
}
