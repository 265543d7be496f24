/** The values at which a page ended, as PostgreSQL wrote them; the last one is the record's id. */
export type CursorValues = readonly (string | null)[];

/** The mark of a place in a sorted list: the sort it belongs to and the values there, unreadable to nobody but opaque. */
export function writeCursor(sort: string, values: CursorValues): string {
  return toBase64Url(JSON.stringify([sort, ...values]));
}

/** The values, or null when the text is no mark of a list sorted by `sort` with `count` values. */
export function readCursor(cursor: string, sort: string, count: number): CursorValues | null {
  let parts: unknown;
  try {
    parts = JSON.parse(fromBase64Url(cursor));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== count + 1 || parts[0] !== sort) return null;
  const values: unknown[] = parts.slice(1);
  const isSound = (value: unknown) => value === null || (typeof value === 'string' && !value.includes('\u0000'));
  return values.every(isSound) && values.at(-1) !== null ? (values as CursorValues) : null;
}

// Written out, because the packages know neither Node's Buffer nor the browser's btoa.
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function toBase64Url(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|./g)].map(([whole, hex]) =>
    hex === undefined ? whole.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    result += alphabet[a >> 2] as string;
    result += alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)] as string;
    if (b !== undefined) result += alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)] as string;
    if (c !== undefined) result += alphabet[c & 63] as string;
  }
  return result;
}

function fromBase64Url(text: string): string {
  let encoded = '';
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new RangeError('Not base64url.');
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    encoded += `%${((held >> bits) & 0xff).toString(16).padStart(2, '0')}`;
  }
  return decodeURIComponent(encoded);
}
