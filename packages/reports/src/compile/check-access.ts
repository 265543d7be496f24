import { type Aggregate, compileAggregate, type Expression } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { accessOf } from '@tangram/records';
import { pointer, type Problem, problemsOf, textIn } from '@tangram/schema';
import { sql } from 'kysely';
import { reportErrors } from '../errors.ts';
import type { PathField, QueryPlan } from '../plan/query-plan.ts';
import { resolvePath } from '../plan/resolve-path.ts';
import { type Asker, JoinTree } from './join-tree.ts';

const problem = problemsOf(reportErrors);

/**
 * Every form and field of the query that the asker may not read. A query with such a field is refused and never answered
 * without it: a silently dropped condition changes the meaning of a number, and a hidden field in a filter would tell its
 * values bit by bit. Reports REPORT_FORM_FORBIDDEN and REPORT_FIELD_FORBIDDEN.
 */
export function checkAccess(plan: QueryPlan, asker: Asker): Problem[] {
  const { actor, catalog } = asker;
  if (!accessOf(actor, plan.form, catalog).may('read')) {
    return [problem('REPORT_FORM_FORBIDDEN', '/form', { form: formTitle(plan.form) })];
  }
  const found = new Map<string, Problem>();
  const check = (keys: readonly string[], at: string) => {
    for (const field of fieldsAlong(plan.form, keys)) {
      if (field.type === 'person' || accessOf(actor, field.form, catalog).canRead(field.field.key)) continue;
      const params = { form: formTitle(field.form), field: field.field.definition.title };
      found.set(`${at} ${field.field.key}`, problem('REPORT_FIELD_FORBIDDEN', at, params));
    }
  };
  const checkCount = (aggregate: Aggregate, at: string) => {
    const refused: Problem[] = [];
    compileAggregate(aggregate, {
      // The fields of the record itself are among the expression's reads.
      column: () => sql`null`,
      related: (list) => new JoinTree(plan.form, asker).related(list, refused),
      zone: catalog.workspace.zone,
      now: asker.now,
    });
    for (const one of refused) found.set(`${at} ${one.message}`, { ...one, path: at });
  };
  const checkExpression = (expression: Expression | null, at: string) => {
    for (const path of expression?.reads ?? []) if (path[0] !== 'user') check(path, at);
    for (const aggregate of expression?.aggregates ?? []) checkCount(aggregate, at);
  };
  for (const [index, { path }] of plan.dimensions.entries()) check(path.keys, pointer('dimensions', index, 'field'));
  for (const [index, measure] of plan.measures.entries()) {
    checkExpression(measure.of, pointer('measures', index, 'of'));
    checkExpression(measure.filter, pointer('measures', index, 'filter'));
  }
  checkExpression(plan.filter, '/filter');
  return [...found.values()];
}

/** Each field a path walks: `account.sector` asks for the deal's account and the account's sector. */
function fieldsAlong(form: FormModel, keys: readonly string[]): PathField[] {
  const fields: PathField[] = [];
  for (let length = 1; length <= keys.length; length++) {
    const resolved = resolvePath(form, keys.slice(0, length).join('.'), '');
    // `account.title` and `account.id` are no fields: naming what one may point to is the join's own decision.
    if ('path' in resolved) fields.push(resolved.path.field);
    else if (keys[length - 1] === 'title') fields.push(...titleField(form, keys.slice(0, length - 1)));
  }
  return fields;
}

function titleField(form: FormModel, keys: readonly string[]): PathField[] {
  const relation = resolvePath(form, keys.join('.'), '');
  if ('problem' in relation || relation.path.field.type === 'person') return [];
  const { references } = relation.path.field.field;
  if (references === undefined || references === 'person') return [];
  const target = form.formNamed(`${references.app}/${references.form}`);
  const field = target?.titleField == null ? undefined : target.fields.get(target.titleField);
  return target === undefined || field === undefined ? [] : [{ type: 'form', form: target, field }];
}

function formTitle(form: FormModel): string {
  return textIn(form.definition.form.title, 'en');
}
