import type { Sentence } from './problem.ts';

/** The hint beside a name that is not known; undefined when none is near. */
export function didYouMean(near: string | undefined): Sentence | undefined {
  return near === undefined ? undefined : { en: `Did you mean "${near}"?`, zh: `是否想写“${near}”？` };
}

/** The candidate nearest to `word` for a "did you mean", or undefined when none is near (distance over a third of its length). */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance with neighbouring letters swapped counted as one edit; no further than `limit`, which then is the answer. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let least = 0;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    const leastBefore = least;
    least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] as number) + 1);
      }
      current.push(cost);
      if (cost < least) least = cost;
    }
    // What follows is no nearer than this row, or than the row before it with one swap.
    if (least >= limit && leastBefore + 1 >= limit) return limit;
    [before, previous] = [previous, current];
  }
  return previous[b.length] as number;
}
