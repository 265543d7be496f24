import { compileSql } from '@tangram/expression';
import { pointer, type ValidationRule } from '@tangram/schema';
import { sql } from 'kysely';
import type { Condition } from '../../compile/condition.ts';
import { ruleProblem } from '../../errors.ts';
import type { RuleWork } from '../rule-kind.ts';

/** Asks of every record, once all rules have changed what they change, whether what must be true is. */
export function validationWork({ message, field, refuseBlank }: ValidationRule, must: Condition): RuleWork {
  return {
    reads: must.expression.reads,
    owns: null,
    isQuiet: true,
    async record(fired) {
      for (const { record, firing } of fired) {
        const validity = must.trace(record.environment);
        const isFine = validity.holds === true || (validity.holds === null && refuseBlank !== true);
        firing.standing = { validity };
        if (isFine) continue;
        firing.isNews = true;
        record.refuse(firing, ruleProblem('RULE_REFUSED', field === undefined ? '' : pointer(field), { message }));
      }
    },
    reason: () => null,
    inSql: must.expression.inSql.ok
      ? {
          values: () => new Map(),
          refuses: (target) =>
            sql`not coalesce((${compileSql(must.expression, target)}), ${refuseBlank !== true}::boolean)`,
        }
      : null,
    stand: (_values, environment) => ({ validity: must.explain(environment) }),
  };
}
