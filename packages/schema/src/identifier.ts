/**
 * Keys of applications, forms, fields, flows, ...: set once, then the name of a table or column. Any Unicode letter,
 * digit or `_`, not beginning with a digit or `_`, at most 63 bytes of UTF-8 (PostgreSQL's limit on names).
 */
const keyPattern = /^\p{L}[\p{L}\p{M}\p{N}_]*$/u;
const maxKeyBytes = 63;

export function isKey(text: string): boolean {
  return keyPattern.test(text) && text.normalize('NFC') === text && byteLength(text) <= maxKeyBytes;
}

/** JSON Schema of a key; the byte limit is checked by `isKey`. */
export const keySchema = { type: 'string', minLength: 1, maxLength: 63, format: 'tangram-key' } as const;

/**
 * A key made from a label, not among `taken`: `客户 来源` -> `客户来源`, `Lead score (%)` -> `lead_score`,
 * `2nd contact` -> `f_2nd_contact`; a taken one gets `_2`, `_3`, ...
 */
export function keyFrom(label: string, taken: ReadonlySet<string>, fallback = 'field'): string {
  const cleaned = label
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
  const base = cutToBytes(
    cleaned === '' ? fallback : /^\p{L}/u.test(cleaned) ? cleaned : `f_${cleaned}`,
    maxKeyBytes - 4,
  );
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) {
    if (!taken.has(`${base}_${n}`)) return `${base}_${n}`;
  }
}

/** Length of `text` in UTF-8, without the DOM's or Node's encoder. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function cutToBytes(text: string, limit: number): string {
  let cut = '';
  for (const character of text) {
    if (byteLength(cut) + byteLength(character) > limit) break;
    cut += character;
  }
  return cut;
}
