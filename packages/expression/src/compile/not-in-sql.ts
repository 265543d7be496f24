import { type LocalText, type Problem, textIn } from '@tangram/schema';
import { expressionProblem } from '../errors.ts';
import type { Node } from '../ast/node.ts';

/** Thrown while SQL is written and caught by `compileSql`: this part has no equal in PostgreSQL. */
export class NotInSqlError extends Error {
  readonly problem: Problem;

  constructor(what: string, reason: LocalText, node: Node) {
    super(textIn(reason, 'en'));
    this.problem = expressionProblem('EXPR_NOT_IN_SQL', '', {
      what,
      reason: textIn(reason, 'en'),
      reasonZh: textIn(reason, 'zh'),
      from: node.from,
      to: node.to,
    });
  }
}
