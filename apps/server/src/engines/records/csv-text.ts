type Cell = string | number | boolean | null;

/** Without a byte order mark Excel takes UTF-8 for the system's own encoding. */
const byteOrderMark = '\uFEFF';
/** Lines are gathered to pieces of about this many characters. */
const pieceLength = 64_000;

/** CSV (RFC 4180) in pieces, ready to be sent. */
export async function* csvOf(titles: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  let piece = byteOrderMark + csvLine(titles);
  for await (const row of rows) {
    piece += csvLine(row);
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A text that begins with `=`, `+`, `-` or `@` would be run by a spreadsheet as a formula: it gets an apostrophe before
 * it, unless it is simply a number. The import takes the apostrophe away again.
 */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const isFormula = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.,\s()-]+$/.test(cell);
  const text = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
