import { endOfQuoted } from './normalise.ts';

/** What stands further on in a sentence, outside quotes: one pass, however often it is asked for. */
export class SentenceAhead {
  private readonly text: string;
  private closings: ReadonlyMap<number, number> | undefined;
  private arounds: readonly Around[] | undefined;
  /** Those before this one have been passed. */
  private nextAround = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Where the bracket that opens at this place is closed, if it is. */
  closingOf(open: number): number | undefined {
    this.closings ??= bracketsIn(this.text);
    return this.closings.get(open);
  }

  /** The function that the next `开头` or `结尾` stands for; null when there is none. Places are asked for in their order. */
  aroundFrom(from: number): Around['name'] | null {
    this.arounds ??= aroundsIn(this.text);
    while ((this.arounds[this.nextAround]?.at ?? from) < from) this.nextAround += 1;
    return this.arounds[this.nextAround]?.name ?? null;
  }
}

interface Around {
  readonly at: number;
  readonly name: 'starts with' | 'ends with';
}

function bracketsIn(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (const at of placesOutsideQuotes(text)) {
    const unit = text[at] as string;
    if ('([{'.includes(unit)) open.push(at);
    else if (')]}'.includes(unit) && open.length > 0) closings.set(open.pop() as number, at);
  }
  return closings;
}

function aroundsIn(text: string): Around[] {
  const arounds: Around[] = [];
  for (const at of placesOutsideQuotes(text)) {
    if (text.startsWith('开头', at)) arounds.push({ at, name: 'starts with' });
    else if (text.startsWith('结尾', at)) arounds.push({ at, name: 'ends with' });
  }
  return arounds;
}

function* placesOutsideQuotes(text: string): Generator<number> {
  for (let at = 0; at < text.length; at++) {
    const end = endOfQuoted(text, at);
    if (end > at) at = end - 1;
    else yield at;
  }
}
