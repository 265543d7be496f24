import { nameText } from './name.ts';
import { endOfQuoted, type NormalText, normaliseText } from './normalise.ts';
import { SentenceAhead } from './sentence-ahead.ts';
import { sentenceLiteral } from './sentence-literal.ts';
import type { FieldLabel } from './sentence-names.ts';
import { type SentenceWord, sentenceWords, yes } from './sentence-words.ts';

/** How the tree is to read a sign of a sentence that FEEL has no sign for. */
export interface SignMeaning {
  /** The function of both sides that the sign stands for; null where it is the sign itself. */
  readonly call: string | null;
  readonly isNegated: boolean;
}

export interface SentenceText extends NormalText {
  /** By the offset in `text` of a comparison's sign, of `in` or of `between`. */
  readonly meanings: ReadonlyMap<number, SignMeaning>;
}

/**
 * A Chinese sentence as text that the parser reads: `来源是“官网”，且金额大于1000` -> `source = "官网" and amount > 1000`.
 * Where names and words could both be read, the longer one is: a field called `是否有效` is a name. Null when no word of
 * sentences is in it.
 */
export function readSentence(normal: NormalText, names: readonly FieldLabel[], path: string): SentenceText | null {
  return new SentenceReader(normal, labelsByLength(names, path)).read();
}

/** Labels as they stand in normalised text, the longest first. */
function labelsByLength(names: readonly FieldLabel[], path: string): readonly FieldLabel[] {
  return names
    .filter(({ label }) => label.trim() !== '')
    .map((name) => ({ ...name, label: normaliseText(name.label, path).text }))
    .toSorted((a, b) => b.label.length - a.label.length || a.path.length - b.path.length);
}

class SentenceReader {
  private readonly source: NormalText;
  private readonly labels: readonly FieldLabel[];
  private readonly labelsByFirst: ReadonlyMap<string, readonly FieldLabel[]>;
  private readonly ahead: SentenceAhead;
  private readonly parts: string[] = [];
  private readonly offsets: number[] = [];
  private readonly meanings = new Map<number, SignMeaning>();
  private length = 0;
  private at = 0;
  private depth = 0;
  private hasWords = false;
  /** A value stands before this place, so a sign may follow. */
  private isAfterValue = false;
  /** The path that was read just now, and the one behind whose point this place stands. */
  private lastPath: string | null = null;
  private memberBase: string | null = null;
  /** Where in `parts` and in the text that path begins. */
  private pathStart = { part: 0, at: 0 };
  /** Depths at which a list of `属于` is open, and at which `介于` waits for its second end. */
  private readonly openLists: number[] = [];
  private readonly openBetweens: number[] = [];
  /** How many `以` wait for their `开头` or `结尾`. */
  private arounds = 0;

  constructor(source: NormalText, labels: readonly FieldLabel[]) {
    this.source = source;
    this.ahead = new SentenceAhead(source.text);
    this.labels = labels;
    this.labelsByFirst = Map.groupBy(labels, ({ label }) => label[0] ?? '');
  }

  read(): SentenceText | null {
    const { text } = this.source;
    while (this.at < text.length) this.step(text);
    this.closeLists(0);
    if (!this.hasWords) return null;
    return {
      ...this.source,
      text: this.parts.join(''),
      offsets: [...this.offsets, this.source.offsets.at(-1) ?? 0],
      meanings: this.meanings,
    };
  }

  private step(text: string): void {
    const quoted = endOfQuoted(text, this.at);
    if (quoted > this.at) return this.copy(quoted, text[this.at] !== '/');
    const rest = text.slice(this.at, this.at + longestWord);
    const label = this.labelHere(text);
    const word = this.wordHere(rest);
    if (label !== undefined && label.label.length >= (word?.[0].length ?? 0)) return this.name(label);
    if (word !== undefined) return this.word(word[0], word[1], text);
    const literal = sentenceLiteral(text.slice(this.at, this.at + 80), this.isAfterValue);
    if (literal !== null) {
      this.hasWords = true;
      return this.emit(`@"${literal.text}"`, literal.size, true);
    }
    const run = /^(?:[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?)/.exec(text.slice(this.at, this.at + 200));
    if (run === null) return this.sign(text);
    const path = this.memberBase === null ? run[0] : `${this.memberBase}.${run[0]}`;
    this.beginPath();
    this.copy(this.at + run[0].length, !joiners.has(run[0]));
    if (!/^\d/.test(run[0])) this.lastPath = path;
  }

  private sign(text: string): void {
    const unit = text[this.at] as string;
    if (unit === ',' && this.connectiveAfter(text)) {
      this.at += 1;
      return;
    }
    if (unit === '.' && text.slice(this.at + 1).trim() === '') {
      this.at += 1;
      return;
    }
    if ('([{'.includes(unit)) this.depth += 1;
    if (')]}'.includes(unit)) {
      this.depth -= 1;
      this.closeLists(this.depth + 1);
      while (this.openBetweens.length > 0 && (this.openBetweens.at(-1) as number) > this.depth) this.openBetweens.pop();
    }
    const [path, base] = [this.lastPath, this.memberBase];
    const isSpace = /\s/.test(unit);
    this.copy(this.at + 1, isSpace ? this.isAfterValue : ')]}'.includes(unit) || /[\p{L}\p{N}]/u.test(unit));
    if (isSpace) [this.lastPath, this.memberBase] = [path, base];
    else if (unit === '.') this.memberBase = path;
  }

  private labelHere(text: string): FieldLabel | undefined {
    const isInside = /[A-Za-z0-9_]/.test(text[this.at - 1] ?? '');
    const labels = this.labelsByFirst.get(text[this.at] as string) ?? [];
    const first = labels.find((label) => this.isHere(label, text, isInside));
    if (first === undefined) return undefined;
    const same = labels.filter((each) => each.label === first.label && this.isHere(each, text, isInside));
    const key = same.find(({ label, path }) => label === path);
    if (key !== undefined) return key;
    // Two fields of one name: the name itself is written, and the check says so.
    return same.some(({ path }) => path !== first.path) ? { label: first.label, path: '' } : first;
  }

  private isHere({ label, path, isMember }: FieldLabel, text: string, isInside: boolean): boolean {
    // Of its base alone: a company's parent has a parent, too.
    if (isMember === true && (this.memberBase === null || path.lastIndexOf('.') !== this.memberBase.length))
      return false;
    if (!text.startsWith(label, this.at)) return false;
    const end = text[this.at + label.length] ?? '';
    if (/^[A-Za-z0-9_]/.test(label) && isInside) return false;
    if (/[A-Za-z0-9_]$/.test(label) && /[A-Za-z0-9_]/.test(end)) return false;
    return this.memberBase === null || path.startsWith(`${this.memberBase}.`);
  }

  private wordHere(rest: string): readonly [string, SentenceWord] | undefined {
    return wordsByFirst.get(rest[0] ?? '')?.find(([word]) => rest.startsWith(word));
  }

  private name({ label, path }: FieldLabel): void {
    this.hasWords ||= label !== path;
    if (path === '') return this.emit(`\`${label}\``, label.length, true);
    this.beginPath();
    const own = this.memberBase === null ? path : path.slice(this.memberBase.length + 1);
    this.emit(own.split('.').map(nameText).join('.'), label.length, true);
    this.lastPath = path;
  }

  private word(word: string, meaning: SentenceWord, text: string): void {
    const size = word.length;
    this.hasWords = true;
    switch (meaning.type) {
      case 'value':
        this.emit(meaning.text, size, true);
        break;
      case 'test':
        if (!this.isAfterValue && word === yes) this.emit('true', size, true);
        else this.emit(` ${meaning.text} `, size, false);
        break;
      case 'sign':
        this.emit(` ${meaning.text} `, size, false);
        break;
      case 'call':
        this.mark(meaning.name, meaning.isNegated);
        this.emit(' = ', size, false);
        break;
      case 'around': {
        const name = this.ahead.aroundFrom(this.at + size);
        if (name === null) return this.copy(this.at + size, true);
        this.arounds += 1;
        this.mark(name, meaning.isNegated);
        this.emit(' = ', size, false);
        break;
      }
      case 'around-end':
        if (this.arounds === 0) return this.copy(this.at + size, true);
        this.arounds -= 1;
        this.emit(' ', size, true);
        break;
      case 'in':
        this.in(size, meaning.isNegated, text);
        break;
      case 'between':
        this.mark(null, meaning.isNegated);
        this.openBetweens.push(this.depth);
        this.emit(' between ', size, false);
        break;
      case 'between-and':
        if (this.openBetweens.at(-1) === this.depth) this.openBetweens.pop();
        this.emit(' and ', size, false);
        break;
      case 'silent':
        this.emit(' ', size, true);
        break;
      case 'connective':
        this.closeLists(this.depth);
        this.emit(` ${meaning.text} `, size, false);
        break;
      case 'not':
        this.emit(' not', size, false);
        break;
      case 'of': {
        const path = this.lastPath;
        this.emit('.', size, false);
        this.memberBase = path;
        break;
      }
      case 'day':
        this.day(size);
        break;
      case 'previous':
        this.emit('previous.', size, false);
        break;
      case 'changed': {
        const path = (this.lastPath ?? '').split('.').map(nameText).join('.');
        this.emit(` ${meaning.operator} previous.${path}`, size, true);
        break;
      }
    }
  }

  private beginPath(): void {
    if (this.memberBase === null) this.pathStart = { part: this.parts.length, at: this.length };
  }

  /** `创建时间的日期`: the day of the moment before it, `date(created_at)`; or a field that is called so. */
  private day(size: number): void {
    const path = this.lastPath;
    if (path === null || this.labels.some((label) => label.path === `${path}.日期`)) {
      this.emit('.', 1, false);
      this.memberBase = path;
      return;
    }
    const { part, at } = this.pathStart;
    const before = 'date(';
    this.parts.splice(part, 0, before);
    this.offsets.splice(at, 0, ...Array.from(before, () => this.offsets[at] ?? 0));
    this.length += before.length;
    this.emit(')', size, true);
  }

  /** `属于 a、b` stands in brackets in FEEL; the list ends where a clause begins. */
  private in(size: number, isNegated: boolean, text: string): void {
    this.mark(null, isNegated);
    this.emit(' in ', size, false);
    const next = /^\s*\(/.exec(text.slice(this.at));
    if (next !== null && this.isWholeList(text, this.at + next[0].length - 1)) return;
    this.emit('(', 0, false);
    this.openLists.push(this.depth);
  }

  /** Whether the brackets that begin here hold the whole list: behind them a clause ends. */
  private isWholeList(text: string, open: number): boolean {
    const close = this.ahead.closingOf(open);
    if (close === undefined) return true;
    return !/^\s*,\s*(?!且|并且|而且|同时|或|那么|否则)/.test(text.slice(close + 1));
  }

  private closeLists(depth: number): void {
    while (this.openLists.length > 0 && (this.openLists.at(-1) as number) >= depth) {
      this.openLists.pop();
      this.emit(')', 0, true);
    }
  }

  private connectiveAfter(text: string): boolean {
    const rest = text.slice(this.at + 1).trimStart();
    const word = this.wordHere(rest.slice(0, longestWord));
    if (word?.[1].type !== 'connective' || word[1].text === 'if') return false;
    return !this.labels.some(({ label }) => label.length > word[0].length && rest.startsWith(label));
  }

  /** The sign that is emitted next, behind one space, means this. */
  private mark(call: string | null, isNegated: boolean): void {
    this.meanings.set(this.length + 1, { call, isNegated });
  }

  private emit(text: string, size: number, isValue: boolean): void {
    for (let index = 0; index < text.length; index++) this.offsets.push(this.source.offsets[this.at] ?? 0);
    this.parts.push(text);
    this.length += text.length;
    this.at += size;
    this.isAfterValue = isValue;
    this.lastPath = null;
    this.memberBase = null;
  }

  private copy(to: number, isValue: boolean): void {
    const text = this.source.text.slice(this.at, to);
    for (let index = this.at; index < to; index++) this.offsets.push(this.source.offsets[index] ?? 0);
    this.parts.push(text);
    this.length += text.length;
    this.at = to;
    this.isAfterValue = isValue;
    this.lastPath = null;
    this.memberBase = null;
  }
}

/** Asked at every place of a text. */
const wordsByFirst = Map.groupBy(sentenceWords, ([word]) => word[0] as string);
const longestWord = Math.max(...sentenceWords.map(([word]) => word.length));

/** Words of FEEL behind which a value stands. */
const joiners = new Set('and or not in if then else return satisfies between instance of some every for'.split(' '));
