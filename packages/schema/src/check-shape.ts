import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { schemaErrors } from './errors.ts';
import { isKey } from './identifier.ts';
import type { LocalText } from './language.ts';
import { pointer, pointerSteps } from './json-pointer.ts';
import { type Problem, type ProblemParams, problemsOf, type Sentence } from './problem.ts';
import { didYouMean, nearest } from './suggest.ts';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** Says every way in which a value differs from the schema; no problems means that it fits. */
export type ShapeCheck = (value: unknown) => Problem[];

const schemaProblem = problemsOf(schemaErrors);

const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/**
 * A check of JSON Schema 2020-12 that returns all problems at once, each with its JSON Pointer. `field` and `form`, our
 * vocabulary, are annotations to it. Compiling costs milliseconds and makes code, which the content security policy of
 * our pages forbids; so it waits for the first value, and is done once for a schema.
 */
export function shapeCheck(schema: JsonSchema): ShapeCheck {
  return (value) => {
    const validate = compiled.get(schema) ?? compile(schema);
    return validate(value) ? [] : problemsFrom(validate.errors ?? []);
  };
}

function compile(schema: JsonSchema): ValidateFunction {
  const validate = ajv().compile(schema);
  // Ajv would keep what it compiled for ever; the schemas of forms come and go.
  ajv().removeSchema(schema);
  compiled.set(schema, validate);
  return validate;
}

let shared: Ajv2020 | undefined;

function ajv(): Ajv2020 {
  if (shared !== undefined) return shared;
  // Our schemas hold titles in several languages, which the meta-schema of JSON Schema would refuse.
  const options = { allErrors: true, strict: false, verbose: true, ownProperties: true, validateSchema: false };
  shared = new Ajv2020(options);
  // ajv-formats is CommonJS: under Node's ES module rules its function stands under `default`.
  const add = addFormats as unknown as (ajv: Ajv2020) => void;
  add(shared);
  shared.addFormat('tangram-key', { type: 'string', validate: isKey });
  shared.addVocabulary(['field', 'form']);
  return shared;
}

/**
 * `anyOf` reports every branch that failed and itself. Where a constant tells which branch was meant (`{ type: 'group' }`)
 * only that one's mistakes are of use to the reader, else only the union itself.
 */
function problemsFrom(errors: readonly ErrorObject[]): Problem[] {
  const unions = errors
    .filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf')
    .map((union) => ({ union, branch: `${union.schemaPath}/${branchMeant(union)}/` }));
  const isTold = (error: ErrorObject) =>
    unions.every(({ union, branch }) =>
      error === union
        ? !errors.some((other) => other !== union && isAt(union, other) && other.schemaPath.startsWith(branch))
        : !isAt(union, error) || error.schemaPath.startsWith(branch),
    );
  const problems = errors.filter(isTold).map(problemFrom);
  // A blank text breaks several rules at once, all of which say the same.
  return [...new Map(problems.map((problem) => [problem.path + problem.message, problem])).values()];
}

/** Whether an error was found by a branch of the union, at the union's own value. */
function isAt(union: ErrorObject, error: ErrorObject): boolean {
  return (
    error.schemaPath.startsWith(`${union.schemaPath}/`) && `${error.instancePath}/`.startsWith(`${union.instancePath}/`)
  );
}

/** The index of the one branch whose constants the value has; -1 where none or several could be meant. */
function branchMeant({ schema, data }: ErrorObject): number {
  if (data === null || typeof data !== 'object') return -1;
  const value = data as { readonly [name: string]: unknown };
  const meant = (schema as readonly JsonSchema[]).flatMap((branch, index) => {
    const marks = Object.entries((branch['properties'] ?? {}) as { readonly [name: string]: JsonSchema }).filter(
      ([, member]) => member['const'] !== undefined,
    );
    return marks.length > 0 && marks.every(([name, member]) => value[name] === member['const']) ? [index] : [];
  });
  return meant.length === 1 ? (meant[0] as number) : -1;
}

function problemFrom(error: ErrorObject): Problem {
  const name = nameOf(error.instancePath);
  const params = error.params as { [name: string]: unknown };
  const make = (code: keyof typeof schemaErrors, extra: ProblemParams, path = error.instancePath, hint?: Sentence) =>
    schemaProblem(code, path, { name, ...extra }, hint);
  switch (error.keyword) {
    case 'required': {
      const missing = String(params['missingProperty']);
      return make('SCHEMA_REQUIRED', { name: missing }, error.instancePath + pointer(missing));
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const unknown = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      const hint = didYouMean(nearest(unknown, known));
      return make('SCHEMA_UNKNOWN', { name: unknown }, error.instancePath + pointer(unknown), hint);
    }
    case 'type':
      return make('SCHEMA_TYPE', { expected: typeWords(params['type']) });
    case 'enum':
      return make('SCHEMA_VALUE', { allowed: (params['allowedValues'] as unknown[]).map(String).join(', ') });
    case 'const':
      return make('SCHEMA_VALUE', { allowed: String(params['allowedValue']) });
    case 'format':
      return params['format'] === 'tangram-key'
        ? make(error.data === '' ? 'SCHEMA_BLANK' : 'SCHEMA_KEY', { value: String(error.data).slice(0, 80) })
        : make('SCHEMA_FORMAT', { format: String(params['format']) });
    case 'anyOf':
    case 'oneOf':
      return make('SCHEMA_TYPE', { expected: { en: 'one of the forms allowed here', zh: '此处允许的形式之一' } });
    default: {
      const limit = limits[error.keyword];
      if (limit === undefined) return make('SCHEMA_LIMIT', { limit: error.message ?? error.keyword });
      const isBlank = limit === 'SCHEMA_TOO_SHORT' && error.data === '';
      return make(isBlank ? 'SCHEMA_BLANK' : limit, { limit: String(error.schema) });
    }
  }
}

const limits: { readonly [keyword: string]: keyof typeof schemaErrors | undefined } = {
  minLength: 'SCHEMA_TOO_SHORT',
  maxLength: 'SCHEMA_TOO_LONG',
  minItems: 'SCHEMA_TOO_FEW',
  maxItems: 'SCHEMA_TOO_MANY',
  uniqueItems: 'SCHEMA_REPEATED',
  minProperties: 'SCHEMA_TOO_FEW',
  maxProperties: 'SCHEMA_TOO_MANY',
  minimum: 'SCHEMA_TOO_SMALL',
  exclusiveMinimum: 'SCHEMA_NOT_ABOVE',
  maximum: 'SCHEMA_TOO_LARGE',
  exclusiveMaximum: 'SCHEMA_NOT_BELOW',
  pattern: 'SCHEMA_PATTERN',
};

const types: { readonly [type: string]: Sentence } = {
  string: { en: 'a text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  integer: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: '是或否' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
  null: { en: 'null', zh: '空' },
};

/** One type of JSON Schema, or a list of them. */
function typeWords(type: unknown): Sentence {
  const words = [type].flat().map((one) => types[String(one)] ?? { en: String(one), zh: String(one) });
  return { en: words.map((word) => word.en).join(' or '), zh: words.map((word) => word.zh).join('或') };
}

function nameOf(path: string): LocalText {
  const steps = pointerSteps(path);
  return steps.length === 0 ? { en: 'the document', zh: '文档' } : (steps.at(-1) as string);
}
