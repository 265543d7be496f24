import { pinyinInitials } from './pinyin-initials.ts';

const initials = new Map<string, string>();

/**
 * How well what is typed finds something known by any of `words`: 0 exactly, 1 at the beginning, 2 at the beginning of a
 * later word, 3 by pinyin initials, 4 anywhere; null not at all. Nothing typed finds everything.
 */
export function matchRank(typed: string, words: readonly string[]): number | null {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return 1;
  const ranks = words.map((word) => rankOf(wanted, word.toLowerCase())).filter((rank) => rank !== null);
  return ranks.length === 0 ? null : Math.min(...ranks);
}

function rankOf(wanted: string, word: string): number | null {
  if (word === wanted) return 0;
  if (word.startsWith(wanted)) return 1;
  if (new RegExp(`[\\s_.›]${escaped(wanted)}`, 'u').test(word)) return 2;
  if (/^[a-z0-9]+$/.test(wanted) && initialsOf(word).startsWith(wanted)) return 3;
  return word.includes(wanted) ? 4 : null;
}

function initialsOf(word: string): string {
  if (!/\p{Script=Han}/u.test(word)) return '';
  let known = initials.get(word);
  if (known === undefined) {
    known = pinyinInitials(word);
    initials.set(word, known);
  }
  return known;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
