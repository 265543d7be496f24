import { printExpression, readExpression } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { type ActionNames, ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import { useLanguage } from '../../app/i18n.ts';
import { formNames, sentenceOptions } from '../expressions/index.ts';

/** Choices by their titles, and expressions as sentences; as it is written where it does not read. */
export function useReadAloud(form: FormModel | undefined): Pick<ActionNames, 'option' | 'value'> {
  const language = useLanguage();
  return useMemo(() => {
    if (form === undefined) return { option: (_field, value) => value, value: (_field, text) => text };
    const names = formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`));
    const scope = ruleScope(form);
    const option = (field: string, value: string) =>
      names.optionsOf?.(field)?.find((one) => one.value === value)?.label ?? value;
    return {
      option,
      value(field, text) {
        const { expression } = readExpression(text, scope);
        if (expression === null) return text;
        const { ast } = expression;
        if (ast.type !== 'literal' || typeof ast.value !== 'string')
          return printExpression(expression, 'sentence', sentenceOptions(language, names));
        const title = option(field, ast.value);
        return language === 'zh' ? `“${title}”` : `"${title}"`;
      },
    };
  }, [form, language]);
}
