import type { FormModel } from '@tangram/forms';
import { type LocalText, textIn } from '@tangram/schema';
import { useMemo } from 'react';
import { useLanguage } from '../../app/i18n.ts';
import type { ConditionNames, ConditionOption } from './condition-field.ts';

/**
 * Titles and options of a form's fields for conditions, also below `previous` (the record before the change). `formNamed`
 * finds the forms that references lead to; without it their fields keep their keys.
 */
export function useFormNames(
  form: FormModel,
  formNamed?: (app: string, form: string) => FormModel | undefined,
): ConditionNames {
  const language = useLanguage();
  return useMemo(() => formNames(form, language, formNamed), [form, language, formNamed]);
}

export function formNames(
  form: FormModel,
  language: string,
  formNamed?: (app: string, form: string) => FormModel | undefined,
): ConditionNames {
  const find = (path: string) => {
    const [first = '', ...rest] = path.split('.');
    let model: FormModel | undefined = form;
    let field = form.fields.get(first);
    const titles: string[] = [];
    if (first === 'previous' && field === undefined) {
      titles.push(language === 'zh' ? '修改前' : 'Before');
      field = form.fields.get(rest.shift() ?? '');
    }
    if (field === undefined) return undefined;
    titles.push(textIn(field.definition.title, language));
    for (const step of rest) {
      const to: { readonly app: string; readonly form: string } | undefined =
        typeof field?.references === 'object' ? field.references : undefined;
      model = to === undefined ? undefined : formNamed?.(to.app, to.form);
      field = model?.fields.get(step);
      if (field === undefined) return undefined;
      titles.push(textIn(field.definition.title, language));
    }
    return { field, title: titles.join(language === 'zh' ? '的' : ' › ') };
  };
  return {
    titleOf: (path) => find(path)?.title,
    optionsOf: (path) => optionsIn(find(path)?.field.definition.settings?.['options'], language),
  };
}

/** The options of a choice, as its settings hold them. */
function optionsIn(options: unknown, language: string): readonly ConditionOption[] | undefined {
  if (!Array.isArray(options)) return undefined;
  return options.map((option: { readonly value: string; readonly title?: LocalText }) => ({
    value: option.value,
    label: textIn(option.title, language) || option.value,
  }));
}
