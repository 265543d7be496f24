/**
 * How long a text may be for a pattern, so that looking for it ends: JavaScript's own matcher tries every way, and some
 * patterns have exponentially many. Zero for a pattern that cannot be used at all.
 *
 *     maxTextFor('^[^@]+@[^@]+$')   // 17320: two repetitions, at worst the square of the length
 *     maxTextFor('(a|aa)+$')        // 17: every text of a's can be cut in many ways
 *     maxTextFor('(a+)+')           // 0
 */
export function maxTextFor(source: string): number {
  const plain = plainSigns(source);
  const groups: Group[] = [];
  let loops = 0;
  let choices = 0;
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at] as string;
    const repeat = quantifierAt(plain, at);
    if (sign === '(') groups.push({ repeats: false, choices: 0 });
    else if (sign === '|' && groups.length > 0) (groups.at(-1) as Group).choices += 1;
    else if (sign === ')') {
      const group = groups.pop() ?? { repeats: false, choices: 0 };
      const after = quantifierAt(plain, at + 1);
      const isRepeated = after === 'loop' || after === 'times';
      if (group.repeats && isRepeated) return 0;
      if (isRepeated) choices += group.choices;
      const outer = groups.at(-1);
      if (outer === undefined) continue;
      outer.repeats ||= group.repeats || isRepeated;
      outer.choices += group.choices + (after === 'option' ? 1 : 0);
    }
    const outer = groups.at(-1);
    if (repeat === 'loop') {
      loops += 1;
      if (outer !== undefined) outer.repeats = true;
    } else if (repeat === 'option' && outer !== undefined && plain[at - 1] !== ')') outer.choices += 1;
  }
  if (choices > 0) return Math.floor(Math.log(maxWays) / Math.log(1 + choices));
  // Where a match may begin anywhere, that is one loop more.
  const depth = loops + (plain.startsWith('^') ? 0 : 1);
  return Math.min(longestText, Math.floor(maxWork ** (1 / Math.max(1, depth))));
}

/** Inside a group: whether something is repeated without end, and how many more ways than one lead through. */
interface Group {
  repeats: boolean;
  choices: number;
}

/** Steps of the matcher in the worst case: some tenths of a second. */
const maxWork = 3e8;
/** Longer texts are no texts of records. */
const longestText = 1_000_000;
/** Ways through a loop that chooses at every letter: some tenths of a second. */
const maxWays = 200_000;

/** Classes and escapes as one letter each: they have no signs that count here. */
function plainSigns(source: string): string {
  return source
    .replaceAll(/\\[pP]\{[^}]*\}|\\./g, 'x')
    .replaceAll(/\[(?:[^[\]]|\[[^\]]*\])*\]/g, 'x')
    .replaceAll(/\(\?[:=!<]+/g, '(');
}

function quantifierAt(plain: string, at: number): 'loop' | 'times' | 'option' | null {
  const sign = plain[at];
  if (sign === '*' || sign === '+') return 'loop';
  if (sign === '?') return /[*+?}]/.test(plain[at - 1] ?? '') ? null : 'option';
  const times = sign === '{' ? /^\{(\d+)(,?)(\d*)\}/.exec(plain.slice(at)) : null;
  if (times === null) return null;
  if (times[2] === '') return null;
  return times[3] === '' ? 'loop' : 'times';
}
