import type { Scope } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { useMemo } from 'react';
import { useLanguage } from '../../app/i18n.ts';
import type { ConditionNames } from './condition-field.ts';
import { formNames } from './form-names.ts';

/** Where an expression stands. Keep it stable between renders: a new scope makes a new parser. */
export interface ExpressionSurroundings {
  /** The names that may be used. */
  readonly scope: Scope;
  /** What people call them: titles and option lists, by path. */
  readonly names: ConditionNames;
  /** The form whose records the expression is about: with it, it can be tried on one of them. */
  readonly form?: FormModel;
}

type FormNamed = (app: string, form: string) => FormModel | undefined;

/**
 * The surroundings of an expression over the records of `form`, whose variables are `scope`; undefined without a form.
 * `formNamed` finds the forms that references lead to; the form's own way when missing.
 */
export function useFormSurroundings(form: FormModel, scope: Scope, formNamed?: FormNamed): ExpressionSurroundings;
export function useFormSurroundings(
  form: FormModel | undefined,
  scope: Scope | undefined,
): ExpressionSurroundings | undefined;
export function useFormSurroundings(
  form: FormModel | undefined,
  scope: Scope | undefined,
  formNamed?: FormNamed,
): ExpressionSurroundings | undefined {
  const language = useLanguage();
  return useMemo(() => {
    if (form === undefined || scope === undefined) return undefined;
    const find: FormNamed = formNamed ?? ((app, key) => form.formNamed(`${app}/${key}`));
    return { scope, names: formNames(form, language, find), form };
  }, [form, scope, language, formNamed]);
}
