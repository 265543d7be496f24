import { compare, type FeelValue, isEqual, literalText } from '@tangram/expression';
import { addBit, allBits, type Bits, contains, flipBit, hasBit, meet, membersIn, noBits } from './bits.ts';
import type { CellShape, Span } from './cell-shape.ts';
import { valueBetween } from './value-between.ts';

/**
 * The values of a column cut into places between which no cell makes a difference. For the ends 10 and 20 these are:
 *
 *     below 10 | 10 | between | 20 | above 20 | blank
 *        0        1      2       3      4         5
 *
 * Place `2 i + 1` is the i-th end, `2 i` what lies before it, and the last place is blank.
 */
export class ColumnLine {
  readonly size: number;
  /** The places that a value can be at. */
  readonly possible: Bits;
  private readonly ends: readonly FeelValue[];
  private readonly examples: readonly FeelValue[];

  /** `allowed` is what the column says about all its values; blank is looked at when a cell or `allowed` speaks of it. */
  constructor(shapes: readonly CellShape[], allowed: CellShape | null, isBlankPossible: boolean) {
    const clear = [...shapes, ...(allowed === null ? [] : [allowed])].flatMap((each) =>
      each.type === 'values' ? [each] : [],
    );
    this.ends = sortedEnds(clear.flatMap((shape) => shape.spans.flatMap(({ low, high }) => [low, high])));
    this.size = 2 * this.ends.length + 2;
    this.examples = this.examplesOf(clear.some((shape) => shape.isOrdered));
    const possible = noBits(this.size);
    for (const [place, example] of this.examples.entries()) if (example !== null) addBit(possible, place);
    // A column about which nothing is said has one place: any value.
    if (this.ends.length === 0) addBit(possible, 0);
    if (isBlankPossible) addBit(possible, this.blank);
    this.possible = allowed === null ? possible : meet(possible, this.withBlank(this.draw(allowed)));
  }

  private get blank(): number {
    return this.size - 1;
  }

  /** Allowed values say nothing about blank. */
  private withBlank(bits: Bits): Bits {
    addBit(bits, this.blank);
    return bits;
  }

  /** The places a cell holds for; one that is unclear is drawn as `all` or as nothing. */
  draw(shape: CellShape | null, isUnclearAll = true): Bits {
    if (shape === null || (shape.type === 'unclear' && isUnclearAll)) return allBits(this.size);
    const bits = noBits(this.size);
    if (shape.type === 'unclear') return bits;
    for (const span of shape.spans) this.fill(bits, span);
    if (shape.isNegated) for (let place = 0; place < this.blank; place += 1) flipBit(bits, place);
    if (shape.holdsForBlank) addBit(bits, this.blank);
    return bits;
  }

  private fill(bits: Bits, { low, high, isLowIncluded, isHighIncluded, isOutside }: Span): void {
    const from = low === null ? 0 : 2 * this.indexOf(low) + (isLowIncluded ? 1 : 2);
    const to = high === null ? this.blank - 1 : 2 * this.indexOf(high) + (isHighIncluded ? 1 : 0);
    if (!isOutside) for (let place = from; place <= to; place += 1) addBit(bits, place);
    else for (let place = 0; place < this.blank; place += 1) if (place < from || place > to) addBit(bits, place);
  }

  private indexOf(end: FeelValue): number {
    let [from, to] = [0, this.ends.length - 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (order(this.ends[middle] as FeelValue, end) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** One value for every place but blank; null where no value lies. */
  private examplesOf(isOrdered: boolean): FeelValue[] {
    const { ends } = this;
    const examples: FeelValue[] = [];
    for (let index = 0; index <= ends.length; index += 1) {
      const isBoolean = typeof (ends[0] ?? null) === 'boolean';
      const isText = typeof (ends[0] ?? null) === 'string';
      // Where only single texts are named, all others are alike: the place after the last stands for them.
      const isNeeded = !isBoolean && (!isText || isOrdered || index === ends.length);
      const [low, high] = [index === 0 ? null : (ends[index - 1] as FeelValue), ends[index] ?? null];
      examples.push(
        !isNeeded || ends.length === 0 ? null : isText && !isOrdered ? otherText(ends) : valueBetween(low, high),
      );
      if (index < ends.length) examples.push(ends[index] as FeelValue);
    }
    return examples;
  }

  /** A value of a set of places, as FEEL: a named one rather than one in between. */
  example(bits: Bits): string {
    const places = membersIn(meet(bits, this.possible));
    const place = places.find((each) => each % 2 === 1 && each !== this.blank) ?? places[0];
    if (place === undefined || place === this.blank) return 'null';
    return this.ends.length === 0 ? '-' : literalText(this.examples[place] ?? null);
  }

  /** A set of places as unary tests: `-`, `< 10`, `[10..20)`, `not("a")`. */
  tests(bits: Bits): string {
    if (contains(bits, this.possible)) return '-';
    const isBlankIn = hasBit(bits, this.blank);
    const isBlankPossible = hasBit(this.possible, this.blank);
    if (typeof this.ends[0] === 'string' && this.isUnordered()) {
      const isAmong = (index: number) => hasBit(bits, 2 * index + 1);
      const isRestIn = hasBit(bits, this.blank - 1) && hasBit(this.possible, this.blank - 1);
      const named = this.ends.filter((_end, index) => isAmong(index) !== isRestIn).map(literalText);
      if (isBlankPossible && isBlankIn !== isRestIn) named.push('null');
      return isRestIn ? `not(${named.join(', ')})` : named.join(', ');
    }
    const texts = this.runs(bits).map(([from, to]) => this.runText(from, to));
    // Every value, but not blank.
    if (texts.includes('-')) return 'not(null)';
    return [...texts, ...(isBlankIn && isBlankPossible ? ['null'] : [])].join(', ');
  }

  private isUnordered(): boolean {
    return this.ends.every((_end, index) => this.examples[2 * index] === null);
  }

  /** Places side by side; those where no value can be do not part them. */
  private runs(bits: Bits): [number, number][] {
    const runs: [number, number][] = [];
    let isOpen = false;
    for (let place = 0; place < this.blank; place += 1) {
      if (!hasBit(this.possible, place)) continue;
      const last = runs.at(-1);
      if (!hasBit(bits, place)) isOpen = false;
      else if (isOpen && last !== undefined) last[1] = place;
      else {
        runs.push([place, place]);
        isOpen = true;
      }
    }
    return runs;
  }

  private runText(from: number, to: number): string {
    const end = (index: number) => literalText(this.ends[index] ?? null);
    if (from === to && from % 2 === 1) return end((from - 1) / 2);
    const low = from === 0 ? null : { text: end((from - 1) >> 1), isIncluded: from % 2 === 1 };
    const high = to === this.blank - 1 ? null : { text: end(to >> 1), isIncluded: to % 2 === 1 };
    if (low === null && high === null) return '-';
    if (low === null) return `${high?.isIncluded === true ? '<=' : '<'} ${high?.text}`;
    if (high === null) return `${low.isIncluded ? '>=' : '>'} ${low.text}`;
    return `${low.isIncluded ? '[' : '('}${low.text}..${high.text}${high.isIncluded ? ']' : ')'}`;
  }
}

/** Every end once; of yes and no both, as there is nothing else. */
function sortedEnds(values: readonly FeelValue[]): FeelValue[] {
  const named = values.filter((value) => value !== null);
  if (typeof named[0] === 'boolean') return [false, true];
  const sorted = named.sort(order);
  return sorted.filter((value, index) => index === 0 || isEqual(value, sorted[index - 1] ?? null) !== true);
}

function order(a: FeelValue, b: FeelValue): number {
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return compare(a, b) ?? 0;
}

/** A text that is none of those named. */
function otherText(named: readonly FeelValue[]): string {
  for (let count = 1; ; count += 1) {
    const text = count === 1 ? 'other' : `other ${count}`;
    if (!named.includes(text)) return text;
  }
}
