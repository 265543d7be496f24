import { type RawBuilder, sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { boundsOf } from './bounds.ts';
import type { SqlWriter } from './sql-writer.ts';

type Sql = RawBuilder<unknown>;

/**
 * A sum of points as PostgreSQL's integers, whose arithmetic costs a tenth of that of numeric; only the result becomes
 * numeric: `((case when "trial" then 50 else 0 end) + ...)::numeric`. Null where the data could make it large.
 */
export function sqlWhole(node: Node, writer: SqlWriter): Sql | null {
  if ((node.type !== 'if' && node.type !== 'arithmetic') || !isSmall(node)) return null;
  return sql`${write(node, writer)}::numeric`;
}

const [smallest, largest] = [-(2 ** 31), 2 ** 31 - 1];

/** Whether every part fits an integer: PostgreSQL ends the statement where one does not. */
function isSmall(node: Node): boolean {
  const bounds = boundsOf(node);
  if (bounds === null || bounds.low < smallest || bounds.high > largest) return false;
  if (node.type === 'if') return isSmall(node.consequent) && isSmall(node.alternative);
  if (node.type === 'arithmetic') return isSmall(node.left) && isSmall(node.right);
  return node.type !== 'negation' || isSmall(node.operand);
}

function write(node: Node, writer: SqlWriter): Sql {
  switch (node.type) {
    case 'if': {
      const condition = writer.truth(node.condition);
      return sql`(case when ${condition} then ${write(node.consequent, writer)} else ${write(node.alternative, writer)} end)`;
    }
    case 'arithmetic':
      return sql`(${write(node.left, writer)} ${sql.raw(node.operator)} ${write(node.right, writer)})`;
    case 'negation':
      return sql`(- ${write(node.operand, writer)})`;
    default:
      // What is bounded and none of the others is a literal.
      return sql`${(node as Node & { type: 'literal' }).value}::integer`;
  }
}
