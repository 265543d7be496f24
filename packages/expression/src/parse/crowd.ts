import { maxEntries, maxParts } from '../limits.ts';

/** Counts brackets and the parts between their commas while a text goes by, sign by sign. */
export class Crowd {
  /** The first comma too many, and how many parts its bracket may hold; null while there is none. */
  tooMany: { readonly at: number; readonly limit: number } | null = null;
  private readonly open: { readonly limit: number; parts: number }[] = [];
  /** Parts outside all brackets: those of `for a in x, b in y` and of unary tests. */
  private readonly outside = { limit: maxParts, parts: 1 };

  get depth(): number {
    return this.open.length;
  }

  take(sign: string, at: number): void {
    if (sign === '(' || sign === '[') this.open.push({ limit: maxParts, parts: 1 });
    else if (sign === '{') this.open.push({ limit: maxEntries, parts: 1 });
    else if (sign === ')' || sign === ']' || sign === '}') this.open.pop();
    else if (sign === ',') {
      const bracket = this.open.at(-1) ?? this.outside;
      bracket.parts += 1;
      if (bracket.parts > bracket.limit) this.tooMany ??= { at, limit: bracket.limit };
    }
  }
}
