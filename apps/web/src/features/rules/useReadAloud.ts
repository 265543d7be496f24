import type { FormModel } from '@tangram/forms';
import { type ActionNames, ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import { useLanguage } from '../../app/i18n.ts';
import { formNames, readAloud } from '../expressions/index.ts';

/** Choices of fields by their titles, and expressions as sentences. */
export function useReadAloud(form: FormModel | undefined): Pick<ActionNames, 'option' | 'value'> {
  const language = useLanguage();
  return useMemo(() => {
    if (form === undefined) return { option: (_field, value) => value, value: (_field, text) => text };
    const names = formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`));
    const scope = ruleScope(form);
    return {
      option: (field, value) => names.optionsOf?.(field)?.find((one) => one.value === value)?.label ?? value,
      value: (field, text) => readAloud(text, { scope, language, names, field }),
    };
  }, [form, language]);
}
