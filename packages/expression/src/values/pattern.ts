import { maxTextFor } from './pattern-cost.ts';

/**
 * Patterns of `matches`, `replace` and `split`: XPath 3.1 regular expressions, translated to JavaScript's. Escapes that
 * XPath does not have and looking around are refused; of Unicode's blocks only the common ones are known.
 */
export interface Pattern {
  readonly regExp: RegExp;
  /** Longest text, in UTF-16 units, in which it is looked for. */
  readonly maxText: number;
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
  try {
    const isQuoted = flags.includes('q');
    const text = isQuoted
      ? source.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
      : translateClasses(flags.includes('x') ? withoutSpace(source) : source, flags);
    const maxText = isQuoted ? Number.MAX_SAFE_INTEGER : maxTextFor(text);
    if (maxText === 0) {
      return { reason: 'A repeated group repeats something itself, which can take for ever.' };
    }
    const kept = [...new Set(flags.replaceAll(/[xqsm]/g, ''))].join('');
    return { pattern: { regExp: new RegExp(text, `${kept}v`), maxText } };
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
function translateClasses(source: string, flags: string): string {
  const signs = signsIn(flags);
  let text = '';
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] as string;
    if (sign === '\\') {
      const read = escapeText(source, at);
      text += read.text;
      at = read.end;
    } else if (sign === '(' && source[at + 1] === '?' && source[at + 2] !== ':') {
      throw new SyntaxError('Looking ahead or behind is not possible.');
    } else if (sign === '[') {
      const read = classText(source, at);
      text += read.text;
      at = read.end;
    } else text += signs[sign] ?? sign;
  }
  return text;
}

/**
 * Signs that JavaScript reads otherwise: there, more than a line feed ends a line, and with the flag `m` a line begins
 * behind the very last line feed (XPath 3.1, 5.6.2).
 */
function signsIn(flags: string): { readonly [sign: string]: string | undefined } {
  const isMultiline = flags.includes('m');
  return {
    '.': flags.includes('s') ? '[^]' : '[^\\n\\r]',
    '^': isMultiline ? '(?:(?<![^])|(?<=\\n)(?=[^]))' : '^',
    $: isMultiline ? '(?=\\n|(?![^]))' : '$',
  };
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
      if (/\d/.test(source[at + 1] ?? '')) throw new SyntaxError('A group cannot stand in brackets.');
      const read = escapeText(source, at);
      body += read.text;
      at = read.end;
    } else body += '()[{}/|&!#$%*+,.:;<=>?@`~'.includes(sign) ? `\\${sign}` : sign;
  }
  if (source[at] !== ']') throw new SyntaxError('A "[" has no "]".');
  // The flag `v` forbids a bare hyphen at either end.
  const ends = body.replace(/^-/, '\\-').replace(/([^\\])-$/, '$1\\-');
  return { text: `[${isNegated ? '^' : ''}${ends}]`, end: at };
}

/** What stands behind a backslash, in XPath's meaning: `\d` and `\w` are of every script, `\i` and `\c` are of XML names. */
function escapeText(source: string, at: number): { text: string; end: number } {
  const sign = source[at + 1] ?? '';
  const known = escapes[sign];
  if (known !== undefined) return { text: known, end: at + 1 };
  if (sign === 'p' || sign === 'P') {
    const name = /^\{([^{}]*)\}/.exec(source.slice(at + 2))?.[1] ?? '';
    const block = name.startsWith('Is') ? blocks[name.slice(2)] : undefined;
    const text = block === undefined ? `\\${sign}{${name}}` : `[${sign === 'P' ? '^' : ''}${block}]`;
    return { text, end: at + name.length + 3 };
  }
  if (!/[1-9nrt\\|.^?*+{}()[\]$-]/.test(sign)) throw new SyntaxError(`There is no escape "\\${sign}".`);
  return { text: `\\${sign}`, end: at + 1 };
}

const escapes: { readonly [sign: string]: string | undefined } = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
  i: '[\\p{L}_:]',
  I: '[^\\p{L}_:]',
  c: '[\\p{L}\\p{M}\\p{N}\\-._:]',
  C: '[^\\p{L}\\p{M}\\p{N}\\-._:]',
};

/** The Unicode blocks that are asked for in practice. */
const blocks: { readonly [name: string]: string | undefined } = {
  BasicLatin: '\\u0000-\\u007f',
  'Latin-1Supplement': '\\u0080-\\u00ff',
  'LatinExtended-A': '\\u0100-\\u017f',
  'LatinExtended-B': '\\u0180-\\u024f',
  Greek: '\\u0370-\\u03ff',
  GreekandCoptic: '\\u0370-\\u03ff',
  Cyrillic: '\\u0400-\\u04ff',
  Hebrew: '\\u0590-\\u05ff',
  Arabic: '\\u0600-\\u06ff',
  Hiragana: '\\u3040-\\u309f',
  Katakana: '\\u30a0-\\u30ff',
  CJKUnifiedIdeographs: '\\u4e00-\\u9fff',
  HangulSyllables: '\\uac00-\\ud7af',
};
