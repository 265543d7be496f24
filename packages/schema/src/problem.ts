import { type Language, type LocalText, textIn } from './language.ts';

/** What an API answer, a designer or the command line says of one mistake. `path` is a JSON Pointer (RFC 6901). */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly path: string;
  readonly hint?: string;
  /** The values named in the message, so that it can be said again in another language. */
  readonly params?: ProblemParams;
}

/** What is said in words (a title, another problem) stays so: the sentence takes it in the reader's language. */
export type ProblemParams = { readonly [name: string]: string | number | boolean | null | LocalText | Problem };

/** What sort of mistake it is; one file in the server maps this to an HTTP status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'limited'
  | 'unavailable'
  | 'internal';

/** One sentence in every language of the product, with `{name}` where a parameter goes. */
export type Sentence = Readonly<Record<Language, string>>;

export interface ErrorEntry {
  readonly kind: ErrorKind;
  readonly message: Sentence;
  readonly hint?: Sentence;
}

/** A package's table of errors: code -> entry. Codes begin with the engine (`FORM_`, `EXPR_`, ...) and are never reused. */
export type ErrorTable = { readonly [code: string]: ErrorEntry };

/**
 * Makes the problem-maker of one error table.
 *
 *     const formProblem = problemsOf(formErrors);
 *     formProblem('FORM_FIELD_TYPE_UNKNOWN', '/properties/stars/field/type', { type: 'ratting' }, didYouMean('rating'));
 */
export function problemsOf<Table extends ErrorTable>(table: Table) {
  return (code: keyof Table & string, path = '', params: ProblemParams = {}, hint?: Sentence): Problem => {
    const entry = table[code] as ErrorEntry;
    // A hint of this one problem travels with its params, to be said in another language too.
    return withText({ code, path, params: hint === undefined ? params : { ...params, hint } }, entry, table, 'en');
  };
}

/** The same problem, said in `language`; a code that `table` does not hold keeps its text. */
export function localizeProblem(problem: Problem, table: ErrorTable, language: Language): Problem {
  const entry = table[problem.code];
  return entry === undefined ? problem : withText(problem, entry, table, language);
}

/** The same problem inside a larger document: `prefix` goes before its path. */
export function problemAt(prefix: string, problem: Problem): Problem {
  return { ...problem, path: prefix + problem.path };
}

function withText(
  problem: Omit<Problem, 'message'>,
  entry: ErrorEntry,
  table: ErrorTable,
  language: Language,
): Problem {
  const params = problem.params ?? {};
  const words = (name: string) => wordsOf(params[name], table, language);
  const own = params['hint'] === undefined ? problem.hint : words('hint');
  const hint = entry.hint === undefined ? own : fill(entry.hint[language], params, words);
  return {
    code: problem.code,
    message: fill(entry.message[language], params, words),
    path: problem.path,
    ...(hint === undefined ? {} : { hint }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
  };
}

function fill(template: string, params: ProblemParams, words: (name: string) => string): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? words(name) : whole,
  );
}

function wordsOf(param: ProblemParams[string] | undefined, table: ErrorTable, language: Language): string {
  if (typeof param !== 'object' || param === null) return String(param);
  return isProblem(param) ? localizeProblem(param, table, language).message : textIn(param, language);
}

function isProblem(param: object): param is Problem {
  return 'code' in param && 'message' in param && 'path' in param;
}
