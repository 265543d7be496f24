import { type JsonSchema, type Problem, shapeCheck } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';

/** A request that does not fit its route's schemas; carries every problem. */
export class InvalidRequest extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('The request does not fit its schema.');
    this.problems = problems;
  }
}

/**
 * Checks requests against the routes' schemas with the same checker as definitions: all problems at once, with JSON
 * Pointers. Bodies are taken as they are (`"5"` is no number, an unknown member is refused); in addresses and queries,
 * where everything is text, numbers and truth values are read first. Answers are not filtered through their schemas:
 * those are for the OpenAPI page, and JSON.stringify is quicker.
 */
export function checkRequestsByShape(server: FastifyInstance): void {
  server.setValidatorCompiler<JsonSchema>(({ schema, httpPart }) => {
    const check = shapeCheck(schema);
    return (value: unknown) => {
      const read = httpPart === 'querystring' || httpPart === 'params' ? readTexts(schema, value) : value;
      const problems = check(read);
      return problems.length === 0 ? { value: read } : { error: new InvalidRequest(problems) };
    };
  });
  server.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
}

function readTexts(schema: JsonSchema, value: unknown): unknown {
  const properties = (schema['properties'] ?? {}) as { readonly [name: string]: { readonly type?: string } };
  const read: { [name: string]: unknown } = {};
  for (const [name, text] of Object.entries(value as { [name: string]: unknown })) {
    read[name] = typeof text === 'string' ? readText(properties[name]?.type, text) : text;
  }
  return read;
}

function readText(type: string | undefined, text: string): unknown {
  if ((type === 'number' || type === 'integer') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
