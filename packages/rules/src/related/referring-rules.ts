import type { FormModel } from '@tangram/forms';
import type { Catalog } from '@tangram/records';
import type { ReferringRecords } from '@tangram/schema';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { ruleSetOf } from '../run/rule-set.ts';

/** A rule that writes to the records of another form concern. */
export interface ReferringRule {
  /** The rule's own form. */
  readonly form: FormModel;
  readonly rule: CompiledRule;
  /** The field by which the other form's records refer to those of the rule's. */
  readonly field: string;
}

/** How a rule waits for records of another form. */
export type Waits = 'timer' | 'related';

/** The rules of the same application that wait for records of `form`; found once per catalog. */
export function referringRules(catalog: Catalog, form: FormModel, by: Waits): readonly ReferringRule[] {
  let known = kept.get(catalog);
  if (known === undefined) kept.set(catalog, (known = new Map()));
  let ofApp = known.get(form.app);
  if (ofApp === undefined) known.set(form.app, (ofApp = waitingRules(catalog, form.app)));
  return ofApp[by].get(form.key) ?? [];
}

type Waiting = Readonly<Record<Waits, ReadonlyMap<string, readonly ReferringRule[]>>>;

const kept = new WeakMap<Catalog, Map<string, Waiting>>();

function waitingRules(catalog: Catalog, app: string): Waiting {
  const model = catalog.app(app);
  const all = [...(model?.forms.keys() ?? [])].flatMap((key) => {
    const form = catalog.form(app, key);
    return form === undefined ? [] : ruleSetOf(catalog, form).rules.map((rule) => ({ form, rule }));
  });
  const by = (recordsOf: (rule: CompiledRule) => ReferringRecords | null | undefined) => {
    const waiting = all.flatMap(({ form, rule }) => {
      const records = recordsOf(rule);
      return records == null ? [] : [{ form, rule, field: records.field, other: records.form }];
    });
    return Map.groupBy(waiting, ({ other }) => other);
  };
  return {
    timer: by(({ moment }) => moment.timer?.records),
    related: by(({ moment }) => moment.related?.records),
  };
}
