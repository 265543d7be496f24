import { addBit, type Bits, bitsKey, contains, isEmpty, membersIn, noBits, touch, without } from './bits.ts';

/** A region of all possible inputs: for every column the places it reaches. */
export type Box = readonly Bits[];

/** What searches may still cost together, in places looked at. */
export interface Budget {
  left: number;
}

/**
 * Boxes, and for every place of every column which of them hold there; made once for all searches. There is room for
 * `spare` more.
 */
export class Cover {
  readonly boxes: Box[] = [];
  readonly capacity: number;
  private readonly words: number;
  /** Per column all its places one after the other: thousands of small arrays would keep the garbage collector busy. */
  private readonly holders: readonly Bits[];

  constructor(sizes: readonly number[], boxes: readonly Box[], spare = 0) {
    this.capacity = boxes.length + spare;
    this.words = noBits(this.capacity).length;
    this.holders = sizes.map((size) => new Uint32Array(size * this.words));
    for (const box of boxes) this.add(box);
  }

  add(box: Box): void {
    const index = this.boxes.push(box) - 1;
    const [word, bit] = [index >>> 5, 1 << (index & 31)];
    for (const [column, places] of box.entries()) {
      const holders = this.holders[column] as Bits;
      for (const place of membersIn(places)) {
        const at = place * this.words + word;
        holders[at] = (holders[at] as number) | bit;
      }
    }
  }

  /** Whether any of the boxes holds at a place. */
  isHeld(column: number, place: number, by: Bits): boolean {
    const holders = this.holders[column] as Bits;
    for (let word = 0, at = place * this.words; word < by.length; word += 1, at += 1) {
      if (((by[word] as number) & (holders[at] as number)) !== 0) return true;
    }
    return false;
  }

  /** Writes into `into` those of the boxes that hold at a place. */
  readHolders(column: number, place: number, among: Bits, into: Bits): void {
    const holders = this.holders[column] as Bits;
    for (let word = 0, at = place * this.words; word < among.length; word += 1, at += 1) {
      into[word] = (among[word] as number) & (holders[at] as number);
    }
  }

  /**
   * A box inside `region` that none of the `candidates` meets, or null when together they cover the region; undefined when
   * the budget ran out before that was known. Columns are gone through one after the other: places that the same boxes
   * hold for are taken together, and a branch ends as soon as one box holds for all that remains.
   */
  findUncovered(region: Box, candidates: Bits, budget: Budget): Box | null | undefined {
    const found = new Search(this, region, candidates, budget).visit(0, candidates);
    return budget.left < 0 ? undefined : found;
  }
}

class Search {
  private readonly cover: Cover;
  private readonly region: Box;
  private readonly budget: Budget;
  private readonly places: readonly (readonly number[])[];
  /** Per column: the boxes that hold for everything from this column on. */
  private readonly whole: readonly Bits[];
  /** Columns and remaining boxes that are known to leave nothing open. */
  private readonly covered = new Set<string>();

  constructor(cover: Cover, region: Box, candidates: Bits, budget: Budget) {
    this.cover = cover;
    this.region = region;
    this.budget = budget;
    this.places = region.map((places) => membersIn(places));
    const whole: Bits[] = [];
    let rest = membersIn(candidates);
    for (let column = region.length - 1; column >= 0; column -= 1) {
      rest = rest.filter((index) => contains((cover.boxes[index] as Box)[column] as Bits, region[column] as Bits));
      const bits = noBits(cover.capacity);
      for (const index of rest) addBit(bits, index);
      whole.unshift(bits);
    }
    this.whole = whole;
  }

  visit(column: number, alive: Bits): Box | null {
    if (isEmpty(alive)) return this.region.slice(column);
    if (column === this.region.length || touch(alive, this.whole[column] as Bits)) return null;
    const key = `${column} ${bitsKey(alive)}`;
    if (this.covered.has(key)) return null;
    const open = this.openPlace(column, alive);
    if (open !== null) return [open, ...this.region.slice(column + 1)];
    for (const { holders, places } of this.groups(column, alive)) {
      if (this.budget.left < 0) return null;
      const found = this.visit(column + 1, holders);
      if (found !== null) return [places, ...found];
    }
    this.covered.add(key);
    return null;
  }

  /** A place at which none of the boxes holds: this is what is looked for. */
  private openPlace(column: number, alive: Bits): Bits | null {
    const places = this.places[column] as readonly number[];
    this.budget.left -= places.length;
    for (const place of places) {
      if (this.cover.isHeld(column, place, alive)) continue;
      const bits = new Uint32Array((this.region[column] as Bits).length);
      addBit(bits, place);
      return bits;
    }
    return null;
  }

  /** The places of a column, those together that the same boxes hold for. */
  private groups(column: number, alive: Bits): Iterable<{ readonly holders: Bits; readonly places: Bits }> {
    const places = this.places[column] as readonly number[];
    this.budget.left -= groupingCost * places.length;
    const groups = new Map<string, { holders: Bits; places: Bits }>();
    const holders = new Uint32Array(alive.length);
    for (const place of places) {
      this.cover.readHolders(column, place, alive, holders);
      const key = bitsKey(holders);
      let group = groups.get(key);
      if (group === undefined) {
        group = { holders: holders.slice(), places: new Uint32Array((this.region[column] as Bits).length) };
        groups.set(key, group);
      }
      addBit(group.places, place);
    }
    return groups.values();
  }
}

/** Putting a place into its group takes so much longer than looking at it. */
const groupingCost = 8;

/** An uncovered box made as wide as it can be, one column after the other, so that few gaps say much. */
export function widened(gap: Box, region: Box, boxes: readonly Box[]): Box {
  const wide = [...gap];
  for (const [column, places] of region.entries()) {
    let free: Bits = places;
    for (const box of boxes) {
      const isNear = wide.every((own, index) => index === column || touch(own, box[index] as Bits));
      if (isNear) free = without(free, box[column] as Bits);
    }
    wide[column] = free;
  }
  return wide;
}
