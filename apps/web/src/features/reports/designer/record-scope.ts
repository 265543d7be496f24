import { booleanType, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { useMemo } from 'react';
import { useLanguage } from '../../../app/i18n.ts';
import { type ExpressionSurroundings, readAloud, useFormSurroundings } from '../../expressions/index.ts';

/** The names that a condition over the report's records may use, and what people call them. */
export type RecordScope = ExpressionSurroundings;

/** The fields of the form, what its relations lead to, and `user`: the person who looks at the report. */
export function useRecordScope(form: FormModel, models: ReadonlyMap<string, FormModel>): RecordScope {
  const scope = useMemo(() => form.scopeWithLists({ user: userType }), [form]);
  const formNamed = useMemo(
    () => (app: string, key: string) => (app === form.app ? models.get(key) : undefined),
    [form, models],
  );
  return useFormSurroundings(form, scope, formNamed);
}

/** A condition as a sentence; as it is written while it cannot be read. */
export function useConditionWords(condition: string, { scope, names }: RecordScope): string {
  const language = useLanguage();
  return useMemo(
    () => readAloud(condition, { scope, language, names, expects: booleanType }),
    [condition, scope, names, language],
  );
}
