import { fromFeel, literalText, readExpression } from '@tangram/expression';

const noScope = { variables: {} };

/** The plain text of a FEEL literal (`"官网"`, `@"2026-11-22"`, `12`), or undefined when it is none. */
export function textOfLiteral(text: string): string | undefined {
  if (text === '') return undefined;
  const { expression } = readExpression(text, noScope);
  if (expression === null || expression.ast.type !== 'literal') return undefined;
  const { value } = expression.ast;
  const plain = fromFeel(value);
  return typeof plain === 'string' ? plain : plain === null ? undefined : literalText(value);
}
