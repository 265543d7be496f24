import { anyType, compileClosure, fromFeel } from '@tangram/expression';
import { type JsonObject, type JsonValue, type Problem, problemAt } from '@tangram/schema';
import { findExpression } from '../../../check/check-names.ts';
import type { RuleContext } from '../../../compile/rule-context.ts';
import { ruleProblem } from '../../../errors.ts';
import type { ActionTarget } from '../../action-type.ts';
import { inTurn } from './in-turn.ts';
import { onePerson } from './one-person.ts';
import type { Choice, Chooser, Way } from './way.ts';
import { waySchema } from './way-schema.ts';

type To = { readonly type: 'person'; readonly person: string } | { readonly type: 'group'; readonly group: string };

interface ByTable extends JsonObject {
  readonly type: 'table';
  /** FEEL over the record: what the rows are looked up by. */
  readonly by: string;
  readonly rows: readonly { readonly values: readonly string[]; readonly to: To }[];
  /** Who gets the others; nobody when missing. */
  readonly otherwise?: To;
}

const to = { title: { en: 'To', zh: '给' }, oneOf: [onePerson.schema, inTurn.schema] };

/** By a table of values: the east to Ann, the north to the members of a group. */
export const byTable: Way<ByTable> = {
  type: 'table',
  schema: waySchema(
    'table',
    { en: 'By a table', zh: '按对照表' },
    {
      by: { type: 'string', minLength: 1, maxLength: 10_000, title: { en: 'By', zh: '依据' }, widget: 'feel' },
      rows: {
        type: 'array',
        minItems: 1,
        maxItems: 500,
        title: { en: 'Table', zh: '对照表' },
        items: {
          type: 'object',
          required: ['values', 'to'],
          additionalProperties: false,
          properties: {
            values: {
              type: 'array',
              minItems: 1,
              maxItems: 100,
              items: { type: 'string', minLength: 1, maxLength: 200 },
              title: { en: 'Values', zh: '取值' },
            },
            to,
          },
        },
      },
      otherwise: { ...to, title: { en: 'All others', zh: '其他' } },
    },
    ['otherwise'],
  ),
  check({ by, rows, otherwise }, context) {
    const problems: Problem[] = [];
    findExpression(context, by, anyType, '/to/by', problems);
    const seen = new Set<string>();
    for (const [index, row] of rows.entries()) {
      problems.push(...checkTo(row.to, context, `/to/rows/${index}`));
      for (const [place, value] of row.values.entries()) {
        if (seen.has(value))
          problems.push(ruleProblem('RULE_KEY_TWICE', `/to/rows/${index}/values/${place}`, { key: value }));
        seen.add(value);
      }
    }
    if (otherwise !== undefined) problems.push(...checkTo(otherwise, context, '/to/otherwise'));
    return problems;
  },
  sentence: ({ by, rows }, names) =>
    names.language === 'zh'
      ? `按 ${by} 的对照表分配（${rows.length} 行）`
      : `by a table of ${by} (${rows.length} rows)`,
  compile({ by, rows, otherwise }, context) {
    const expression = findExpression(context, by, anyType, '', []);
    const evaluate = expression === null ? () => null : compileClosure(expression);
    const choosers = rows.map((row) => ({ values: new Set(row.values), chooser: chooserOf(row.to, context) }));
    const others = otherwise === undefined ? null : chooserOf(otherwise, context);
    return {
      reads: expression?.reads ?? [],
      async choose(targets, runtime, field) {
        const groups = Map.groupBy(targets, (target) => {
          const value = textOf(fromFeel(evaluate(target.environment)));
          return choosers.find(({ values }) => values.has(value))?.chooser ?? others;
        });
        const chosen = new Map<ActionTarget, Choice>();
        for (const [chooser, group] of groups) {
          const choices =
            chooser === null
              ? group.map(() => ({ problem: ruleProblem('RULE_NO_ROW', '/to/rows', { by }) }))
              : await chooser.choose(group, runtime, field);
          for (const [index, target] of group.entries()) chosen.set(target, choices[index] as Choice);
        }
        return targets.map((target) => chosen.get(target) as Choice);
      },
    };
  },
};

function checkTo(settings: To, context: RuleContext, path: string): Problem[] {
  const problems = settings.type === 'person' ? onePerson.check(settings, context) : inTurn.check(settings, context);
  return problems.map((problem) => problemAt(path, problem));
}

function chooserOf(settings: To, context: RuleContext): Chooser {
  return settings.type === 'person' ? onePerson.compile(settings, context) : inTurn.compile(settings, context);
}

/** A value as the table names it: a reference by its id, anything else as its text. */
function textOf(value: JsonValue): string {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && 'id' in value)
    return textOf(value['id'] as JsonValue);
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}
