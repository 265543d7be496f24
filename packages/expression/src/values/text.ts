/** Text by code points: an emoji is one character, as in FEEL and PostgreSQL. */
export function codePointLength(text: string): number {
  if (!hasSurrogates(text)) return text.length;
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** From `position` (1 is the first, -1 the last) at most `length` characters; null when the position is outside. */
export function substringOf(text: string, position: number, length: number | null): string | null {
  const characters = hasSurrogates(text) ? Array.from(text) : text;
  const start = position > 0 ? position - 1 : characters.length + position;
  if (position === 0 || start < 0 || start >= characters.length) return null;
  const end = length === null ? characters.length : start + length;
  return typeof characters === 'string' ? characters.slice(start, end) : characters.slice(start, end).join('');
}

/** Upper case letter by letter: a letter whose upper case is several letters (ß) stays, so that lengths do not change. */
export function upperCase(text: string): string {
  return isAscii(text) ? text.toUpperCase() : Array.from(text, upperLetter).join('');
}

/** Lower case letter by letter. */
export function lowerCase(text: string): string {
  return isAscii(text) ? text.toLowerCase() : Array.from(text, lowerLetter).join('');
}

/** Every letter outside ASCII that changes, and what it becomes: for PostgreSQL's `translate`. Made once, in 20 ms. */
export function letterTable(direction: 'upper' | 'lower'): { readonly from: string; readonly to: string } {
  let table = tables.get(direction);
  if (table === undefined) {
    const change = direction === 'upper' ? upperLetter : lowerLetter;
    const [from, to]: [string[], string[]] = [[], []];
    for (let code = 0x80; code <= lastCasedCode; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const letter = String.fromCodePoint(code);
      const changed = change(letter);
      if (changed === letter) continue;
      from.push(letter);
      to.push(changed);
    }
    table = { from: from.join(''), to: to.join('') };
    tables.set(direction, table);
  }
  return table;
}

const tables = new Map<'upper' | 'lower', { from: string; to: string }>();

/** No script beyond Adlam has cases. */
const lastCasedCode = 0x1e943;

function upperLetter(letter: string): string {
  return oneFor(letter, letter.toUpperCase());
}

function lowerLetter(letter: string): string {
  return oneFor(letter, letter.toLowerCase());
}

function oneFor(letter: string, changed: string): string {
  return codePointLength(changed) === 1 ? changed : letter;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function hasSurrogates(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdfff) return true;
  }
  return false;
}
