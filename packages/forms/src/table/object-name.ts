import { byteLength } from '@tangram/schema';

/** PostgreSQL's limit on names, in bytes. */
const longest = 63;

/**
 * Name of an index, constraint or sequence: `lead_客户来源_idx`; too long a one is cut and ends in a hash of the whole,
 * so that two long names never meet.
 */
export function objectName(table: string, column: string, suffix: 'idx' | 'key' | 'fk' | 'seq'): string {
  const name = `${table}_${column}_${suffix}`;
  if (byteLength(name) <= longest) return name;
  return `${cutTo(`${table}_${column}`, longest - 1 - hashLength - 1 - suffix.length)}_${hash(name)}_${suffix}`;
}

/** Name of a removed column: `trash_3_备注`, cut to fit. */
export function trashName(n: number, column: string): string {
  return cutTo(`trash_${n}_${column}`, longest);
}

const hashLength = 7;

/** FNV-1a, 32 bits in base 36: spreads names, keeps no secrets. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) {
    value ^= character.codePointAt(0) as number;
    value = Math.imul(value, 0x01000193) >>> 0;
  }
  return value.toString(36).padStart(hashLength, '0');
}

function cutTo(text: string, bytes: number): string {
  let cut = '';
  let length = 0;
  for (const character of text) {
    length += byteLength(character);
    if (length > bytes) break;
    cut += character;
  }
  return cut;
}
