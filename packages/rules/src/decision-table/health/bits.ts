/** A set of small whole numbers, 32 to a word: rows of a table, or places on the line of a column. */
export type Bits = Uint32Array;

export function noBits(size: number): Bits {
  return new Uint32Array(Math.max(1, Math.ceil(size / 32)));
}

/** The first `size` members, with room for `capacity`. */
export function allBits(size: number, capacity = size): Bits {
  const bits = noBits(capacity);
  for (let at = 0; at < size; at += 1) addBit(bits, at);
  return bits;
}

export function addBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
}

export function flipBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) ^ (1 << (at & 31));
}

export function hasBit(bits: Bits, at: number): boolean {
  return ((bits[at >>> 5] as number) & (1 << (at & 31))) !== 0;
}

export function isEmpty(bits: Bits): boolean {
  for (let index = 0; index < bits.length; index += 1) if (bits[index] !== 0) return false;
  return true;
}

// Plain loops from here on: they run a million times at each edit, and `map` of typed arrays is ten times slower.

export function meet(a: Bits, b: Bits): Bits {
  const bits = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index += 1) bits[index] = (a[index] as number) & (b[index] as number);
  return bits;
}

export function join(a: Bits, b: Bits): Bits {
  const bits = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index += 1) bits[index] = (a[index] as number) | (b[index] as number);
  return bits;
}

export function without(a: Bits, b: Bits): Bits {
  const bits = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index += 1) bits[index] = (a[index] as number) & ~(b[index] as number);
  return bits;
}

/** True when the two have a member in common. */
export function touch(a: Bits, b: Bits): boolean {
  for (let index = 0; index < a.length; index += 1) {
    if (((a[index] as number) & (b[index] as number)) !== 0) return true;
  }
  return false;
}

export function contains(whole: Bits, part: Bits): boolean {
  for (let index = 0; index < part.length; index += 1) {
    if (((part[index] as number) & ~(whole[index] as number)) !== 0) return false;
  }
  return true;
}

/** The members in rising order. */
export function membersIn(bits: Bits): number[] {
  const members: number[] = [];
  for (const [index, word] of bits.entries()) {
    for (let rest = word; rest !== 0; rest = (rest & (rest - 1)) >>> 0)
      members.push(32 * index + 31 - Math.clz32(rest & -rest));
  }
  return members;
}

/** One text per set, for maps. */
export function bitsKey(bits: Bits): string {
  let key = '';
  for (const word of bits) key += String.fromCharCode(word & 0xffff, word >>> 16);
  return key;
}
