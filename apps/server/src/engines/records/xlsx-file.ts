type Cell = string | number | boolean | null;

/** More rows than this do not fit into a sheet (1,048,576 with the titles); the rest is left out. */
const mostRows = 1_048_575;
/** A cell of a sheet holds at most this many characters. */
const longestCell = 32_767;

/** A workbook of one sheet. It is put together in memory: for millions of rows ask for CSV, which is streamed. */
export async function xlsxOf(titles: readonly string[], rows: AsyncIterable<readonly Cell[]>): Promise<Buffer> {
  const data = [titles.map((title) => ({ value: title, fontWeight: 'bold' as const }))] as (
    | readonly object[]
    | Cell[]
  )[];
  for await (const row of rows) {
    if (data.length > mostRows) break;
    data.push(row.map((cell) => (typeof cell === 'string' ? cell.slice(0, longestCell) : cell)));
  }
  // Loaded when it is first needed, as is the reader.
  const { default: writeSheet } = await import('write-excel-file/node');
  return await writeSheet(data as never, { stickyRowsCount: 1 }).toBuffer();
}
