import { type RawBuilder, sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { boundsOf } from './bounds.ts';
import type { SqlWriter } from './sql-writer.ts';

type Sql = RawBuilder<unknown>;

/**
 * A sum of points in PostgreSQL's integers, whose arithmetic costs a tenth of that of numeric:
 * `((case when "trial" then 50 else 0 end) + ...)`. Null where the data could make it large. Never blank.
 */
export function sqlWhole(node: Node, writer: SqlWriter): Sql | null {
  if ((node.type !== 'if' && node.type !== 'arithmetic') || !isSmall(node)) return null;
  return write(node, writer);
}

const largest = 2 ** 31 - 1;

/** Whether its parts fit an integer in whatever order they are added: PostgreSQL ends the statement where one does not. */
function isSmall(node: Node): boolean {
  return boundsOf(node) !== null && magnitudeOf(node) <= largest;
}

/** What the parts come to at most, all of one sign; of a node that has bounds. */
function magnitudeOf(node: Node): number {
  switch (node.type) {
    case 'if':
      return Math.max(magnitudeOf(node.consequent), magnitudeOf(node.alternative));
    case 'arithmetic':
      return magnitudeOf(node.left) + magnitudeOf(node.right);
    case 'negation':
      return magnitudeOf(node.operand);
    default:
      return Math.abs((node as Node & { type: 'literal' }).value as number);
  }
}

function write(node: Node, writer: SqlWriter): Sql {
  switch (node.type) {
    case 'if': {
      const condition = writer.truth(node.condition);
      return sql`(case when ${condition} then ${write(node.consequent, writer)} else ${write(node.alternative, writer)} end)`;
    }
    case 'arithmetic':
      return node.operator === '+'
        ? writeSum(node, writer)
        : sql`(${write(node.left, writer)} ${sql.raw(node.operator)} ${write(node.right, writer)})`;
    case 'negation':
      return sql`(- ${write(node.operand, writer)})`;
    default:
      // What is bounded and none of the others is a literal.
      return integer((node as Node & { type: 'literal' }).value as number);
  }
}

/** Points for a condition: `if trial then 50 else 0`. */
interface Points {
  readonly condition: Node;
  readonly whenTrue: number;
  readonly whenFalse: number;
}

/**
 * The terms of a sum, two conditions at a time as one decision, which leaves half of the additions:
 *
 *     case when a then case when b then 70 else 50 end else case when b then 20 else 0 end end
 */
function writeSum(node: Node, writer: SqlWriter): Sql {
  const terms = termsOf(node);
  const points = terms.flatMap((term) => pointsOf(term) ?? []);
  const others = terms.filter((term) => pointsOf(term) === null).map((term) => write(term, writer));
  const decisions: Sql[] = [];
  for (let start = 0; start < points.length; start += 2) {
    const [first, second] = [points[start] as Points, points[start + 1]];
    const rest = (base: number) =>
      second === undefined
        ? integer(base)
        : decide(second, writer, integer(base + second.whenTrue), integer(base + second.whenFalse));
    decisions.push(decide(first, writer, rest(first.whenTrue), rest(first.whenFalse)));
  }
  return sql`(${sql.join([...decisions, ...others], sql` + `)})`;
}

function decide({ condition }: Points, writer: SqlWriter, then: Sql, otherwise: Sql): Sql {
  return sql`(case when ${writer.truth(condition)} then ${then} else ${otherwise} end)`;
}

function termsOf(node: Node): readonly Node[] {
  return node.type === 'arithmetic' && node.operator === '+' ? [...termsOf(node.left), ...termsOf(node.right)] : [node];
}

function pointsOf(node: Node): Points | null {
  if (node.type !== 'if') return null;
  const [whenTrue, whenFalse] = [wholeOf(node.consequent), wholeOf(node.alternative)];
  return whenTrue === null || whenFalse === null ? null : { condition: node.condition, whenTrue, whenFalse };
}

/** A number that is written out. */
function wholeOf(node: Node): number | null {
  const bounds = boundsOf(node);
  return bounds !== null && bounds.low === bounds.high && node.type !== 'if' ? bounds.low : null;
}

function integer(value: number): Sql {
  return sql`${value}::integer`;
}
