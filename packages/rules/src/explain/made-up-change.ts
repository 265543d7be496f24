import type { FormModel } from '@tangram/forms';
import type { ChangeKind } from '@tangram/records';
import type { JsonValue, RecordValues } from '@tangram/schema';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { RuleChange } from '../run/rule-record.ts';

/** No record has this id: it stands for one that is only made up. */
export const madeUpId = '00000000-0000-0000-0000-000000000000';

/** A change as the rule waits for: the record made new, deleted, or saved with the fields it watches changed. */
export function madeUpChange(
  rule: CompiledRule,
  form: FormModel,
  row: { readonly id: string; readonly values: RecordValues; readonly before?: RecordValues | null },
  refuse: () => void = () => {},
): RuleChange {
  const values: { [field: string]: JsonValue } = {};
  for (const key of form.fields.keys()) values[key] = row.values[key] ?? null;
  const wanted: ChangeKind = rule.moment.kinds.has('update')
    ? 'update'
    : rule.moment.kinds.has('delete')
      ? 'delete'
      : 'create';
  const kind = row.before === null && rule.moment.kinds.has('create') ? 'create' : wanted;
  const before = row.before ?? (kind === 'create' ? null : { ...values });
  return {
    kind,
    id: row.id,
    before,
    values,
    changed: new Set(rule.moment.fields ?? form.fields.keys()),
    set: (field, value) => {
      values[field] = value;
    },
    refuse,
  };
}
