import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { schemaErrors } from './errors.ts';
import { isKey } from './identifier.ts';
import { pointer, pointerSteps } from './json-pointer.ts';
import { type Problem, type ProblemParams, problemsOf } from './problem.ts';
import { nearest } from './suggest.ts';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** Says every way in which a value differs from the schema; no problems means that it fits. */
export type ShapeCheck = (value: unknown) => Problem[];

const schemaProblem = problemsOf(schemaErrors);

/**
 * Compiles a JSON Schema 2020-12 into a check that returns all problems at once, each with its JSON Pointer.
 * `field` and `form`, our vocabulary, are annotations to it. Compiling costs milliseconds: keep the result.
 */
export function compileShape(schema: JsonSchema): ShapeCheck {
  const validate: ValidateFunction = ajv().compile(schema);
  return (value) => {
    if (validate(value)) return [];
    return problemsFrom(validate.errors ?? []);
  };
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

/** `anyOf` reports every branch that failed and itself: only itself is of use to the reader. */
function problemsFrom(errors: readonly ErrorObject[]): Problem[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  const inUnion = (error: ErrorObject) =>
    unions.some((union) => error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`));
  return errors.filter((error) => !inUnion(error)).map(problemFrom);
}

function problemFrom(error: ErrorObject): Problem {
  const name = nameOf(error.instancePath);
  const params = error.params as { [name: string]: unknown };
  const make = (code: keyof typeof schemaErrors, extra: ProblemParams, path = error.instancePath, hint?: string) =>
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
      const near = nearest(unknown, known);
      const hint = near === undefined ? undefined : `Did you mean "${near}"?`;
      return make('SCHEMA_UNKNOWN', { name: unknown }, error.instancePath + pointer(unknown), hint);
    }
    case 'type':
      return make('SCHEMA_TYPE', { expected: String(params['type']) });
    case 'enum':
      return make('SCHEMA_VALUE', { allowed: (params['allowedValues'] as unknown[]).map(String).join(', ') });
    case 'const':
      return make('SCHEMA_VALUE', { allowed: String(params['allowedValue']) });
    case 'format':
      return params['format'] === 'tangram-key'
        ? make('SCHEMA_KEY', { value: String(error.data).slice(0, 80) })
        : make('SCHEMA_FORMAT', { format: String(params['format']) });
    case 'anyOf':
    case 'oneOf':
      return make('SCHEMA_TYPE', { expected: 'one of the forms allowed here' });
    default:
      return make('SCHEMA_LIMIT', { limit: error.message ?? error.keyword });
  }
}

function nameOf(path: string): string {
  const steps = pointerSteps(path);
  return steps.length === 0 ? 'the document' : (steps.at(-1) as string);
}
