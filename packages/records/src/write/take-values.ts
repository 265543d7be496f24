import { fieldStates, type FieldModel } from '@tangram/forms';
import { type Problem, pointer, type RecordValues, textIn } from '@tangram/schema';
import type { FormAccess } from '../access/form-access.ts';
import { recordProblem } from '../errors.ts';
import { titleOf } from '../sql/database-problem.ts';
import { unknownField } from '../read/path-resolver.ts';
import type { Draft } from './draft.ts';
import type { WriteScene } from './scene.ts';

/**
 * Takes what the actor sent into the draft: access of each field, then its meaning. All problems are told at once,
 * each at `/<field>`.
 */
export function takeValues(draft: Draft, raw: RecordValues, access: FormAccess, scene: WriteScene): void {
  const operation = draft.kind === 'create' ? 'create' : 'update';
  for (const key of Object.keys(raw)) {
    const value = raw[key];
    if (value === undefined) continue;
    const field = draft.form.fields.get(key);
    const problem =
      field === undefined ? unknownField(draft.form, key, pointer(key)) : refusalOf(field, access, operation);
    if (problem === null) draft.take(key, value);
    else draft.problems.push(problem);
  }
  if (draft.before !== null && scene.isHuman) refuseLocked(draft, draft.before, scene);
}

function refusalOf(field: FieldModel, access: FormAccess, operation: 'create' | 'update'): Problem | null {
  const title = titleOf(field);
  if (field.isComputed || field.isGenerated) {
    return recordProblem('RECORD_FIELD_COMPUTED', pointer(field.key), { field: title });
  }
  if ((field.isSystem && field.key !== 'owner') || !access.canWrite(field.key, operation)) {
    return recordProblem('RECORD_FIELD_READ_ONLY', pointer(field.key), { field: title });
  }
  return null;
}

/** Fields that a condition locks while the record is as it was; rules and flows may still change them. */
function refuseLocked(draft: Draft, before: RecordValues, scene: WriteScene): void {
  if (draft.changed.size === 0 || draft.form.definition.form.conditions === undefined) return;
  const { readOnly } = fieldStates(draft.form, { ...before, ...scene.membersOf(draft) }, scene.environment);
  for (const key of draft.changed) {
    if (!readOnly.has(key)) continue;
    const title = textIn(draft.form.fields.get(key)?.definition.title, scene.language) || key;
    draft.problems.push(recordProblem('RECORD_FIELD_LOCKED', pointer(key), { field: title }));
  }
}
