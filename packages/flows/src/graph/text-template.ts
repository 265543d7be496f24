import { type JsonValue, languages, type LocalText, type Problem, problemsOf, schemaErrors } from '@tangram/schema';
import { flowProblem } from '../errors.ts';
import type { SettingsExpression } from '../node-type.ts';

const schemaProblem = problemsOf(schemaErrors);

/** A text with FEEL in braces, `New lead {name}`, cut at the braces: words and expressions take turns, words first. */
export interface TextTemplate {
  readonly words: readonly string[];
  readonly expressions: readonly string[];
  readonly isClosed: boolean;
}

export function readTemplate(text: string): TextTemplate {
  const words: string[] = [];
  const expressions: string[] = [];
  let rest = text;
  for (;;) {
    const open = rest.indexOf('{');
    if (open === -1) return { words: [...words, rest], expressions, isClosed: true };
    const close = rest.indexOf('}', open);
    if (close === -1) return { words: [...words, rest], expressions, isClosed: false };
    words.push(rest.slice(0, open));
    expressions.push(rest.slice(open + 1, close));
    rest = rest.slice(close + 1);
  }
}

/** The expressions inside the text at `path`, addressed `/title#0`, or `/title/zh#0` in a text of several languages. */
export function templateExpressions(path: string, text: LocalText | undefined): SettingsExpression[] {
  return versions(path, text).flatMap(([at, version]) =>
    readTemplate(version).expressions.map((expression, index) => ({ path: `${at}#${index}`, text: expression })),
  );
}

/** A text that people must be shown may not be blank in every language. */
export function checkShown(path: string, text: LocalText): Problem[] {
  const isBlank = versions(path, text).every(([, version]) => version.trim() === '');
  return isBlank ? [schemaProblem('SCHEMA_REQUIRED', path, { name: path.slice(1) })] : checkTemplate(path, text);
}

export function checkTemplate(path: string, text: LocalText | undefined): Problem[] {
  return versions(path, text).flatMap(([at, version]) =>
    readTemplate(version).isClosed ? [] : [flowProblem('FLOW_TEMPLATE', at)],
  );
}

/** The text with its expressions replaced by what `valueAt` gives for their paths. */
export function fillTemplate(
  path: string,
  text: LocalText | undefined,
  valueAt: (path: string) => JsonValue,
): LocalText {
  const filled = versions(path, text).map(([at, version, language]) => {
    const { words, expressions } = readTemplate(version);
    const parts = words.map((word, index) =>
      index < expressions.length ? word + shown(valueAt(`${at}#${index}`)) : word,
    );
    return [language, parts.join('')] as const;
  });
  if (typeof text === 'string') return filled[0]?.[1] ?? '';
  return Object.fromEntries(filled);
}

/** A text in one language stands for all: its language is then the first. */
function versions(path: string, text: LocalText | undefined): [path: string, version: string, language: string][] {
  if (text === undefined) return [];
  if (typeof text === 'string') return [[path, text, languages[0]]];
  return Object.entries(text).map(([language, version]) => [`${path}/${language}`, version, language]);
}

/** A value inside a sentence: a reference by its title, a list with commas, nothing as nothing. */
function shown(value: JsonValue): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((one: JsonValue) => shown(one)).join(', ');
  if (typeof value !== 'object') return String(value);
  const title = (value as { readonly title?: JsonValue }).title;
  return title === undefined || title === null ? JSON.stringify(value) : shown(title);
}
