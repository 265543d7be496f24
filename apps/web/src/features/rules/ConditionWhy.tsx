import type { FormModel } from '@tangram/forms';
import { type ConditionTrace, ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import { PartsList, useFormSurroundings } from '../expressions/index.ts';

/** A condition part by part: what holds, what does not, and the value that decided it. */
export function ConditionWhy({ form, condition }: { form: FormModel | undefined; condition: ConditionTrace }) {
  const scope = useMemo(() => (form === undefined ? undefined : ruleScope(form)), [form]);
  const around = useFormSurroundings(form, scope);
  const parts = useMemo(
    () =>
      condition.parts.map(({ text, holds, values }) => ({
        text,
        holds,
        isDecisive: true,
        values: Object.entries(values).map(([path, value]) => ({ text: path, value })),
      })),
    [condition],
  );
  return around === undefined ? null : <PartsList parts={parts} around={around} />;
}
