import { booleanType, compileSql, type Expression } from '@tangram/expression';
import { recordRow, columnOf, tableOf } from '@tangram/records';
import type { JsonObject, Problem } from '@tangram/schema';
import { sql } from 'kysely';
import { checkGroup, findExpression } from '../../../check/check-names.ts';
import type { RuleContext } from '../../../compile/rule-context.ts';
import { ruleProblem } from '../../../errors.ts';
import type { ActionRuntime } from '../../action-type.ts';
import type { Way } from './way.ts';
import { groupSetting, waySchema } from './way-schema.ts';

interface LeastLoad extends JsonObject {
  readonly type: 'least-load';
  readonly group: string;
  /** FEEL over records of the rule's form: which of them count; all when missing. */
  readonly counts?: string;
}

/**
 * The member of a group who has the fewest records of the form, counted anew each time; of several the first in the
 * group's order. Writers wait for one another, so two at once see each other's record.
 */
export const leastLoad: Way<LeastLoad> = {
  type: 'least-load',
  schema: waySchema(
    'least-load',
    { en: 'The least busy of a group', zh: '群组中负荷最小者' },
    {
      group: groupSetting,
      counts: {
        type: 'string',
        minLength: 1,
        maxLength: 10_000,
        title: { en: 'Counting records where', zh: '计入负荷的记录条件' },
        widget: 'condition',
      },
    },
    ['counts'],
  ),
  check({ group, counts }, context) {
    const problems = checkGroup(context, group, '/to/group');
    if (counts !== undefined) findCounted(counts, context, problems);
    return problems;
  },
  sentence: ({ group }, names) =>
    names.language === 'zh'
      ? `由${names.group(group)}中负荷最小的成员担任`
      : `to the least busy member of ${names.group(group)}`,
  compile({ group, counts }, context) {
    const counted = counts === undefined ? null : findCounted(counts, context, []);
    return {
      reads: [],
      async choose(targets, runtime, field) {
        const { app, rule, people, turns } = runtime;
        const place = { app, rule, group };
        await turns.hold(place);
        const members = (await people.members(app, group)).filter((member) => member.isPresent);
        if (members.length === 0) {
          const problem = ruleProblem('RULE_GROUP_EMPTY', '/to/group', { group });
          return targets.map(() => ({ problem }));
        }
        const loads = await loadsOf(
          members.map(({ id }) => id),
          field,
          counted,
          // A record that is given away anew is no load of whoever has it now.
          targets.map(({ id }) => id),
          runtime,
        );
        return targets.map(() => {
          let least = members[0] as (typeof members)[number];
          for (const member of members) if ((loads.get(member.id) ?? 0) < (loads.get(least.id) ?? 0)) least = member;
          loads.set(least.id, (loads.get(least.id) ?? 0) + 1);
          return { person: least.id };
        });
      },
    };
  },
};

/** The condition, when SQL can say it of the stored records. */
function findCounted(text: string, context: RuleContext, problems: Problem[]): Expression | null {
  const scoped = { ...context, scope: context.form.scope };
  const expression = findExpression(scoped, text, booleanType, '/to/counts', problems);
  if (expression === null || expression.inSql.ok) return expression;
  problems.push({ ...expression.inSql.problem, path: '/to/counts' });
  return null;
}

async function loadsOf(
  people: readonly string[],
  field: string,
  counted: Expression | null,
  except: readonly string[],
  { form, beyond: { trx, zone, calendar, now } }: ActionRuntime,
): Promise<Map<string, number>> {
  const model = form.fields.get(field);
  if (model === undefined) return new Map();
  const column = columnOf('t', model.column);
  const holds =
    counted === null ? sql`` : sql` and ${compileSql(counted, { zone, calendar, now, ...recordRow(form, 't') })}`;
  const { rows } = await sql<{ person: string; load: string }>`
    select ${column} as person, count(*) as load from ${tableOf(form)} as t
    where ${column} = any(${people}::uuid[]) and t.deleted_at is null and t.id <> all(${except}::uuid[])${holds}
    group by 1`.execute(trx);
  return new Map(rows.map(({ person, load }) => [person, Number(load)]));
}
