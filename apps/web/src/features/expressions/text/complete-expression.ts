import {
  describeType,
  type FeelType,
  functionNamed,
  functions,
  membersOf,
  nameText,
  type Scope,
  stringLiteral,
} from '@tangram/expression';
import { type Language, textIn } from '@tangram/schema';
import type { ConditionNames } from '../condition-field.ts';
import { fieldSpans, isDot } from './field-spans.ts';
import { matchRank } from './match-rank.ts';
import { operatorWords } from './operator-words.ts';
import { functionEndingAt, scanText, type Token, withoutQuotes } from './scan-text.ts';
import { signatureText } from './signature-text.ts';

export type SuggestionKind = 'field' | 'relation' | 'option' | 'function' | 'operator';

/** One thing that may be written at a place. */
export interface Suggestion {
  readonly kind: SuggestionKind;
  /** As people call it. */
  readonly label: string;
  /** Its type, key or signature, in a quieter voice. */
  readonly detail: string;
  /** One line on what it does. */
  readonly help: string;
  /** FEEL. */
  readonly insert: string;
  /** Where the caret goes within `insert`: between the brackets of a function. */
  readonly caret: number;
}

export interface Completion {
  /** What the suggestion takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}

export interface CompletionAround {
  readonly scope: Scope;
  readonly names: ConditionNames;
  readonly language: Language;
}

/** As many as a list shows without becoming a search of its own. */
const mostShown = 60;

/**
 * What may stand at the offset `at` of a text, best first: after a comparison the options of its field, after a dot the
 * fields behind a relation, after a value the operators, else fields and functions. Everything is found by key, by its
 * title in any language, and by the pinyin initials of a Chinese title. `isAsked` is true when the list was called for: with
 * nothing typed yet, it else opens only where there are options or members to choose from.
 */
export function completeExpression(
  text: string,
  at: number,
  given: CompletionAround,
  isAsked: boolean,
): Completion | null {
  const tokens = scanText(text);
  const around = withListAt(tokens, at, given);
  const inside = tokens.find((token) => token.type !== 'sign' && token.from < at && at <= token.to);
  if (inside?.type === 'comment' || inside?.type === 'number') return null;
  const before = tokens.filter((token) => token.to <= (inside === undefined ? at : inside.from));
  const place = { text, before, around };
  if (inside?.type === 'string') {
    if (inside.text.startsWith('@') || (at === inside.to && isClosed(inside.text))) return null;
    const options = optionsAt(place);
    const typed = withoutQuotes(text.slice(inside.from, at));
    return answer(inside.from, inside.to, typed, options);
  }
  const word = inside?.type === 'name' ? inside : undefined;
  const typed = word === undefined ? '' : text.slice(word.from, at).replaceAll('`', '');
  const [from, to] = [word?.from ?? at, word?.to ?? at];
  if (isDot(before.at(-1))) return answer(from, to, typed, membersAt(place));
  const options = optionsAt(place);
  if (typed === '' && !isAsked && options.length === 0) return null;
  if (options.length === 0 && isOperand(before.at(-1))) return answer(from, to, typed, operatorsAt(place));
  const wanted = comparedAt(place)?.type;
  return answer(from, to, typed, [...options, ...fieldsOf(around, wanted), ...functionsOf(around.language)]);
}

interface Place {
  readonly text: string;
  /** The tokens before the word that is being typed. */
  readonly before: readonly Token[];
  readonly around: CompletionAround;
}

/** A suggestion with what finds it, and what moves it down the list. */
interface Found extends Suggestion {
  readonly words: readonly string[];
  readonly weight: number;
}

function answer(from: number, to: number, typed: string, found: readonly Found[]): Completion | null {
  const ranked = found
    .map((each, order) => ({ each, order, rank: matchRank(typed, each.words) }))
    .filter(({ rank }) => rank !== null)
    .map(({ each, order, rank }) => ({ each, order, score: (rank as number) + each.weight }))
    .sort((a, b) => a.score - b.score || a.order - b.order)
    .slice(0, mostShown);
  return ranked.length === 0 ? null : { from, to, suggestions: ranked.map(({ each }) => each) };
}

/** The field that what is typed here is compared with: `stage =`, `stage in ("a",`. */
function comparedAt({ text, before, around }: Place): { path: string; type: FeelType } | null {
  let last = before.length - 1;
  if (isSign(before[last], ',，、')) while (last >= 0 && !isSign(before[last], '(（')) last -= 1;
  if (isSign(before[last], '(（') && before[last - 1]?.text === 'in') last -= 1;
  const operator = before[last];
  if (operator === undefined || !comparisons.has(operator.text)) return null;
  const left = text.slice(0, operator.from).trimEnd();
  return fieldSpans(text, around.scope, null).find((span) => span.to === left.length) ?? null;
}

const comparisons = new Set([
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '<>',
  '≠',
  '≤',
  '≥',
  '＝',
  '＜',
  '＞',
  'in',
  'between',
]);

function optionsAt(place: Place): Found[] {
  const compared = comparedAt(place);
  if (compared === null) return [];
  const options = place.around.names.optionsOf?.(compared.path) ?? [];
  return options.map(({ value, label }) => ({
    kind: 'option',
    label,
    detail: value === label ? '' : value,
    help: '',
    insert: stringLiteral(value),
    caret: stringLiteral(value).length,
    words: [value, label],
    weight: -20,
  }));
}

function membersAt({ text, before, around }: Place): Found[] {
  const dot = before.at(-1) as Token;
  const end = text.slice(0, dot.from).trimEnd().length;
  // A lone field is read as followed by something else: the dot itself is cut away first.
  const span = fieldSpans(text.slice(0, end), around.scope, null).find(({ to }) => to === end);
  if (span === undefined) return [];
  const holder = span.type.type === 'list' && span.type.related !== undefined ? span.type.of : span.type;
  return Object.entries(membersOf(holder) ?? {}).map(([member, type]) => {
    const path = `${span.path}.${member}`;
    return { ...fieldFound(path, type, around, 0), insert: nameText(member), caret: nameText(member).length };
  });
}

/** Within the brackets of a related list, `activity[do`, the fields of its records are names too and come first. */
function withListAt(tokens: readonly Token[], at: number, around: CompletionAround): CompletionAround {
  const open: Token[] = [];
  let last: Token | undefined;
  const lists: Token[] = [];
  for (const token of tokens) {
    if (token.from >= at) break;
    if (isSign(token, '[【') && last?.type === 'name') {
      open.push(token);
      lists.push(last);
    } else if (isSign(token, ']】') && open.length > 0) {
      open.pop();
      lists.pop();
    }
    last = token;
  }
  return lists.reduce<CompletionAround>((outer, { text: name }) => {
    const type = Object.hasOwn(outer.scope.variables, name) ? outer.scope.variables[name] : undefined;
    if (type?.type !== 'list' || type.related === undefined) return outer;
    const members = membersOf(type.of) ?? {};
    const pathOf = (path: string) => (Object.hasOwn(members, path.split('.')[0] ?? '') ? `${name}[].${path}` : path);
    return {
      ...outer,
      scope: {
        variables: {
          ...members,
          ...Object.fromEntries(Object.entries(outer.scope.variables).filter(([key]) => !Object.hasOwn(members, key))),
        },
      },
      names: {
        titleOf: (path) => outer.names.titleOf?.(pathOf(path)),
        wordsOf: (path) => outer.names.wordsOf?.(pathOf(path)) ?? [],
        optionsOf: (path) => outer.names.optionsOf?.(pathOf(path)),
      },
    };
  }, around);
}

/** The names of the scope, then those one step along a relation; what suits the comparison before the others. */
function fieldsOf(around: CompletionAround, wanted: FeelType | undefined): Found[] {
  const own: Found[] = [];
  const behind: Found[] = [];
  for (const [name, type] of Object.entries(around.scope.variables)) {
    const members = Object.entries(membersOf(type) ?? {});
    const misfits = wanted !== undefined && type.type !== wanted.type && members.length === 0 ? 4 : 0;
    own.push(fieldFound(name, type, around, misfits));
    for (const [member, memberType] of members) {
      if (member === 'id') continue;
      behind.push(fieldFound(`${name}.${member}`, memberType, around, 8));
    }
  }
  return [...own, ...behind];
}

function fieldFound(path: string, type: FeelType, { names, language }: CompletionAround, weight: number): Found {
  const key = path.split('.').at(-1) ?? path;
  const title = names.titleOf?.(path) ?? key;
  const insert = path.split('.').map(nameText).join('.');
  return {
    kind: membersOf(type) === undefined ? 'field' : 'relation',
    label: title,
    detail: describeType(type, language),
    help: title === path ? '' : path,
    insert,
    caret: insert.length,
    words: [path, key, title, ...(names.wordsOf?.(path) ?? [])],
    weight,
  };
}

function functionsOf(language: Language): Found[] {
  return functions.map((entry) => ({
    kind: 'function',
    label: entry.name,
    detail: signatureText(entry, entry.signatures[0]).slice(entry.name.length),
    help: textIn(entry.title, language),
    insert: `${entry.name}()`,
    caret: entry.name.length + (entry.signatures.every(({ parameters }) => parameters.length === 0) ? 2 : 1),
    words: [entry.name, textIn(entry.title, 'en'), textIn(entry.title, 'zh')],
    weight: 6,
  }));
}

function operatorsAt({ text, before, around }: Place): Found[] {
  const last = before.at(-1) as Token;
  const span = fieldSpans(text, around.scope, null).find(({ to }) => to === last.to);
  return operatorWords(span?.type.type).map(({ insert, caret, titles }) => ({
    kind: 'operator',
    label: titles[around.language],
    detail: insert.trim(),
    help: '',
    insert,
    caret: caret ?? insert.length,
    words: [insert, titles.en, titles.zh],
    weight: 0,
  }));
}

/** True for a token after which a value is complete, so that an operator comes next. */
function isOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.type === 'string' || token.type === 'number') return true;
  if (token.type === 'name') return !wordsBetween.has(token.text) && functionEndingAt([token], 0, isFunction) === null;
  return ')]）'.includes(token.text);
}

const wordsBetween = new Set(
  'and or not in if then else for return some every satisfies between instance of function'.split(' '),
);

function isFunction(name: string): boolean {
  return functionNamed(name) !== undefined;
}

function isSign(token: Token | undefined, signs: string): boolean {
  return token?.type === 'sign' && signs.includes(token.text);
}

function isClosed(written: string): boolean {
  return written.length > 1 && /["“”‘’」』]$/.test(written);
}
