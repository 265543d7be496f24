/**
 * Patterns of `matches`, `replace` and `split` (XPath 3.1 regular expressions, the subset that JavaScript can express;
 * Unicode blocks such as `\p{IsBasicLatin}` and class subtraction are translated where possible).
 */
export interface Pattern {
  readonly regExp: RegExp;
}

export type PatternResult = { readonly pattern: Pattern } | { readonly reason: string };

/** Compiles a pattern with the flags `s`, `m`, `i`, `x`, `q`; a reason when it cannot be used. */
export function compilePattern(source: string, flags: string): PatternResult {
  const key = `${flags}/${source}`;
  let result = known.get(key);
  if (result === undefined) {
    result = translate(source, flags);
    if (known.size >= maxKnown) known.clear();
    known.set(key, result);
  }
  return result;
}

const known = new Map<string, PatternResult>();
const maxKnown = 500;

/** Longer patterns are surely a mistake, and slow to compile. */
const maxPatternLength = 1000;

function translate(source: string, flags: string): PatternResult {
  if (!/^[smixq]*$/.test(flags)) return { reason: `The flags "${flags}" are not among s, m, i, x and q.` };
  if (source.length > maxPatternLength) return { reason: `It is longer than ${maxPatternLength} characters.` };
  const isQuoted = flags.includes('q');
  const text = isQuoted
    ? source.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    : translateClasses(flags.includes('x') ? withoutSpace(source) : source);
  if (!isQuoted && /\\0/.test(text.replaceAll('\\\\', ''))) return { reason: 'There is no group 0.' };
  if (!isQuoted && isExplosive(text)) {
    return { reason: 'A repeated group repeats something itself, which can take for ever.' };
  }
  try {
    const kept = flags.replaceAll(/[xq]/g, '');
    return { pattern: { regExp: new RegExp(text, `${[...new Set(kept)].join('')}v`) } };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : 'It cannot be read.' };
  }
}

/** With the flag `x`, white space outside classes does not count. */
function withoutSpace(source: string): string {
  let depth = 0;
  let text = '';
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] as string;
    if (sign === '\\') {
      let next = at + 1;
      while (depth === 0 && /\s/.test(source[next] ?? '')) next += 1;
      text += sign + (source[next] ?? '');
      at = next;
      continue;
    }
    if (sign === '[') depth += 1;
    else if (sign === ']') depth -= 1;
    if (depth > 0 || !/\s/.test(sign)) text += sign;
  }
  return text;
}

/** XPath's class subtraction `[a-z-[aeiou]]` is `[[a-z]--[aeiou]]` in JavaScript, and signs in classes need escapes. */
function translateClasses(source: string): string {
  let text = '';
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] as string;
    if (sign === '\\') {
      text += escapeText(source[at + 1]);
      at += 1;
    } else if (sign === '[') {
      const read = classText(source, at);
      text += read.text;
      at = read.end;
    } else text += sign;
  }
  return text;
}

function classText(source: string, start: number): { text: string; end: number } {
  let body = '';
  let at = start + 1;
  const isNegated = source[at] === '^';
  if (isNegated) at += 1;
  for (; at < source.length; at++) {
    const sign = source[at] as string;
    if (sign === ']' && body !== '') break;
    if (sign === '-' && source[at + 1] === '[') {
      const inner = classText(source, at + 1);
      return { text: `[${isNegated ? `[^${body}]` : `[${body}]`}--${inner.text}]`, end: inner.end + 1 };
    }
    if (sign === '\\') {
      body += escapeText(source[at + 1]);
      at += 1;
    } else body += '()[{}/|&!#$%*+,.:;<=>?@`~'.includes(sign) ? `\\${sign}` : sign;
  }
  // The flag `v` forbids a bare hyphen at either end.
  const ends = body.replace(/^-/, '\\-').replace(/([^\\])-$/, '$1\\-');
  return { text: `[${isNegated ? '^' : ''}${ends}]`, end: at };
}

function escapeText(sign: string | undefined): string {
  return sign === undefined ? '\\' : `\\${sign}`;
}

/** A quantified group that holds an unbounded quantifier can backtrack exponentially. */
function isExplosive(text: string): boolean {
  const plain = text.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  const stack: boolean[] = [];
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at];
    if (sign === '(') stack.push(false);
    else if (sign === ')') {
      const repeats = stack.pop() ?? false;
      const isRepeated = /^(?:[*+]|\{\d+,\d*\})/.test(plain.slice(at + 1));
      if (repeats && isRepeated) return true;
      if ((repeats || isRepeated) && stack.length > 0) stack[stack.length - 1] = true;
    } else if ((sign === '*' || sign === '+' || /^\{\d+,\}/.test(plain.slice(at))) && stack.length > 0) {
      stack[stack.length - 1] = true;
    }
  }
  return false;
}
