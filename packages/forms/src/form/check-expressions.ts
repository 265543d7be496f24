import { type Expression, type FeelType, readExpression } from '@tangram/expression';
import { type Problem, pointer } from '@tangram/schema';
import { formProblem } from '../errors.ts';
import { extraVariables } from '../model/form-expressions.ts';
import type { FieldModel, FormModel } from '../model/form-model.ts';

const boolean: FeelType = { type: 'boolean' };

/** Defaults, formulas, conditions and filters of views: each must read, fit its place, and no formula reads itself. */
export function checkExpressions(form: FormModel): Problem[] {
  // Related lists are known everywhere, so that counting them where that is not allowed has a better answer than "unknown".
  const withUser = form.scopeWithLists(extraVariables);
  const fields = form.scopeWithLists({});
  const kept = { mayCount: false };
  const problems: Problem[] = [];
  const formulas = new Map<string, Expression>();
  for (const field of form.fields.values()) {
    if (field.isSystem) continue;
    const path = pointer('properties', field.key, 'field');
    const { default: standard, formula } = field.definition;
    if (standard !== undefined) {
      problems.push(
        ...readExpression(standard, withUser, { path: `${path}/default`, ...expectsOf(field), ...kept }).problems,
      );
    }
    if (formula === undefined) continue;
    const read = readExpression(formula, fields, { path: `${path}/formula`, ...expectsOf(field), ...kept });
    problems.push(...read.problems);
    if (read.expression === null) continue;
    formulas.set(field.key, read.expression);
    problems.push(...readsOtherRecords(read.expression, form, field, `${path}/formula`));
  }
  problems.push(...circles(formulas));
  const { conditions = [], views = [] } = form.definition.form;
  conditions.forEach((condition, index) => {
    if (condition === null) return;
    const path = pointer('form', 'conditions', index, 'when');
    problems.push(...readExpression(condition.when, withUser, { path, expects: boolean, ...kept }).problems);
  });
  views.forEach((view, index) => {
    if (view?.filter === undefined) return;
    const path = pointer('form', 'views', index, 'filter');
    problems.push(...readExpression(view.filter, withUser, { path, expects: boolean }).problems);
  });
  return problems;
}

/** A record or person is given as `user`, as an id, or through another reference: what it is shows when it is stored. */
function expectsOf(field: FieldModel): { expects?: FeelType } {
  return field.references === undefined ? { expects: field.feelType } : {};
}

/** A formula is computed when its own record is saved; what it read of another record would silently grow old. */
function readsOtherRecords(expression: Expression, form: FormModel, field: FieldModel, path: string): Problem[] {
  const others = expression.reads.filter(
    ([name, member]) =>
      member !== undefined && member !== 'id' && form.fields.get(name ?? '')?.references !== undefined,
  );
  return others.map((read) =>
    formProblem('FORM_FORMULA_OTHER_RECORD', path, { field: field.key, read: read.join('.') }),
  );
}

/** Each circle once, told at the field where it was entered first. */
function circles(formulas: ReadonlyMap<string, Expression>): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (key: string, trail: readonly string[]) => {
    const start = trail.indexOf(key);
    if (start >= 0) {
      const circle = [...trail.slice(start), key].join(' → ');
      const first = trail[start] as string;
      problems.push(formProblem('FORM_FORMULA_CIRCLE', pointer('properties', first, 'field', 'formula'), { circle }));
      return;
    }
    if (done.has(key)) return;
    const names = new Set(formulas.get(key)?.reads.map(([name]) => name ?? ''));
    for (const name of names) if (formulas.has(name)) visit(name, [...trail, key]);
    done.add(key);
  };
  for (const key of formulas.keys()) visit(key, []);
  return problems;
}
