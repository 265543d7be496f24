import { divide, type FeelNumber } from './number.ts';
import { lowerCase } from './text.ts';

/**
 * How alike two texts are, from 0 to 1: the share of three-letter pieces that both have among all the pieces of either
 * (12 digits). Letters and digits of any script make words, in small letters; every word is taken with two spaces before
 * it and one behind, so that beginnings weigh more. The same for both orders. Texts without any letter or digit are 1
 * when they are equal, else 0.
 */
export function similarity(a: string, b: string): FeelNumber {
  const [ours, theirs] = [trigrams(a), trigrams(b)];
  if (ours.size === 0 && theirs.size === 0) return a === b ? 1 : 0;
  const shared = [...ours].filter((piece) => theirs.has(piece)).length;
  return divide(shared, ours.size + theirs.size - shared) ?? 0;
}

function trigrams(text: string): Set<string> {
  const pieces = new Set<string>();
  for (const [word] of lowerCase(text).matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const letters = [' ', ' ', ...Array.from(word), ' '];
    for (let index = 2; index < letters.length; index++) pieces.add(letters.slice(index - 2, index + 1).join(''));
  }
  return pieces;
}
