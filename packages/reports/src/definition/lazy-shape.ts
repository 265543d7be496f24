import { compileShape, type JsonSchema, type ShapeCheck } from '@tangram/schema';

/**
 * A shape check that is compiled when first asked. Pages import this package to draw charts and must not compile schemas
 * on loading: it costs milliseconds and their content security policy forbids the code it makes.
 */
export function lazyShape(schema: JsonSchema): ShapeCheck {
  let check: ShapeCheck | undefined;
  return (value) => (check ??= compileShape(schema))(value);
}
