import { type Expression, fromFeel } from '@tangram/expression';
import { type FieldExpression, formExpressions, type FormModel, recordVariables, validateRecord } from '@tangram/forms';
import type { JsonValue } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { Draft } from './draft.ts';
import { loadMembers, pathsOfForm } from './load-members.ts';
import type { WriteScene } from './scene.ts';

/** Loads what the form's expressions read through references, for all drafts at once. */
export async function readMembers(
  db: Kysely<unknown>,
  form: FormModel,
  drafts: readonly Draft[],
  scene: WriteScene,
): Promise<void> {
  const paths = pathsOfForm(form);
  if (paths.length === 0) return;
  const members = await loadMembers(
    db,
    scene.catalog,
    form,
    drafts.map((draft) => draft.values),
    paths,
  );
  for (const [index, draft] of drafts.entries()) scene.setMembers(draft, members[index] ?? {});
}

/** Fills in the defaults of a record being created, for the fields that `given` does not name. */
export function applyDefaults(draft: Draft, given: object, scene: WriteScene): void {
  for (const { field, expression, evaluate } of formExpressions(draft.form).defaults) {
    if (Object.hasOwn(given, field.key)) continue;
    const value = fromFeel(evaluate({ ...scene.environment, variables: variablesOf(draft, scene, [expression]) }));
    if (value !== null) draft.take(field.key, value);
  }
}

/** Computes the formulas anew, each after those it reads. A formula that fails is blank. */
export function applyFormulas(draft: Draft, scene: WriteScene): void {
  const { formulas } = formExpressions(draft.form);
  if (formulas.length === 0) return;
  const variables = variablesOf(
    draft,
    scene,
    formulas.map(({ expression }) => expression),
  );
  for (const formula of formulas) {
    const value = formula.evaluate({ ...scene.environment, variables });
    variables[formula.field.key] = value;
    draft.put(formula.field.key, storedForm(fromFeel(value), formula));
  }
}

/** Notes everything that is wrong with the record as it would be stored, as far as this write has to do with it. */
export function validate(draft: Draft, scene: WriteScene): void {
  const options = { ...scene.environment, language: scene.language };
  const values = scene.membersOf(draft);
  const record = Object.keys(values).length === 0 ? draft.values : { ...draft.values, ...values };
  const found =
    draft.kind === 'create'
      ? validateRecord(draft.form, record, options)
      : validateRecord(draft.form, record, { ...options, only: concerned(draft) });
  const told = new Set(draft.problems.map((problem) => problem.path));
  draft.problems.push(...found.filter((problem) => !told.has(problem.path)));
}

/** The changed fields and those whose conditions read one of them: a changed stage may ask for a reason. */
function concerned(draft: Draft): ReadonlySet<string> {
  const fields = new Set(draft.changed);
  for (const { condition, expression } of formExpressions(draft.form).conditions) {
    if (!expression.reads.some((path) => draft.changed.has(path[0] as string))) continue;
    for (const field of condition.fields) fields.add(field);
  }
  return fields;
}

/** The variables that the expressions read; turning a whole wide record into FEEL costs more than the formula. */
function variablesOf(draft: Draft, scene: WriteScene, expressions: readonly Pick<Expression, 'reads'>[]) {
  const members = scene.membersOf(draft);
  const values: { [field: string]: JsonValue } = {};
  for (const { reads } of expressions) {
    for (const [name] of reads) {
      if (name !== undefined) values[name] = members[name] ?? draft.values[name] ?? null;
    }
  }
  return recordVariables(draft.form, values, scene.environment);
}

/** A record is stored as its id. */
function storedForm(value: JsonValue, { field }: FieldExpression): JsonValue {
  if (field.references === undefined || value === null || typeof value !== 'object' || !('id' in value)) return value;
  return (value as { id: JsonValue }).id;
}
