import { parse } from 'csv-parse/sync';
import { reasonOf } from '../../database/database-error.ts';
import { serverError } from '../../errors.ts';

/** A file of rows as texts, the way an import reads it. */
export interface TableFile {
  readonly columns: readonly string[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly string[])[];
  /** Rows of the file whose number of cells differed: short ones are filled with blanks, longer ones are cut. */
  readonly ragged: readonly number[];
}

/** Reads a CSV (UTF-8 with or without mark, else GB18030; `,` `;` or tab) or the first sheet of an .xlsx. `FILE_UNREADABLE`. */
export async function readTableFile(content: Buffer, name: string): Promise<TableFile> {
  try {
    const lines = isZip(content) ? await readSheetCells(content) : readCsvCells(content);
    return tableOf(lines);
  } catch (error) {
    throw serverError('FILE_UNREADABLE', { name, reason: reasonOf(error) }, '', error);
  }
}

/** An .xlsx is a zip archive. */
const isZip = (content: Buffer) => content.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));

function readCsvCells(content: Buffer): string[][] {
  const text = decode(content);
  if (text.includes('\u0000')) throw new Error('it holds binary data.');
  return parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
}

/** Bytes that are no UTF-8 come from a Chinese Windows: GB18030 holds all of GBK and GB2312. */
function decode(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('gb18030').decode(content);
  }
}

/** The one that the first line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const firstLine = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: firstLine.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.mark ?? ',';
}

async function readSheetCells(content: Buffer): Promise<string[][]> {
  // Loaded when it is first needed: most servers rest without ever reading a sheet.
  const { readSheet } = await import('read-excel-file/node');
  const rows = await readSheet(content);
  return rows.map((row) => row.map((cell) => cellText(cell))).filter((row) => row.some((cell) => cell !== ''));
}

/** Dates of a sheet have no zone: midnight UTC stands for the day itself. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return cell.toISOString().replace('T00:00:00.000Z', '').replace('T', ' ').replace('.000Z', '');
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell as string | number | boolean);
}

function tableOf([header, ...lines]: string[][]): TableFile {
  if (header === undefined) throw new Error('it is empty.');
  const columns = uniqueNames(header.map((name) => name.trim()));
  const ragged: number[] = [];
  const rows = lines.map((line, place) => {
    // The first line of data is row 2 of the file.
    if (line.length !== columns.length) ragged.push(place + 2);
    return columns.map((_, column) => (line[column] ?? '').replace(/^'(?=[=+\-@])/, ''));
  });
  return { columns, rows, ragged };
}

/** A column without a name or with one that was already there gets its letter's number: `Column 3`, `Name (2)`. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, place) => {
    const base = name === '' ? `Column ${place + 1}` : name;
    let unique = base;
    for (let count = 2; taken.has(unique); count++) unique = `${base} (${count})`;
    taken.add(unique);
    return unique;
  });
}
