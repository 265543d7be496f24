import { booleanType, type Scope } from '@tangram/expression';
import { useMemo } from 'react';
import { useLanguage } from '../../../../app/i18n.ts';
import { formNames, readAloud } from '../../../expressions/index.ts';
import { useDesigner } from '../../designer-context.ts';

/** A condition read aloud; as it is written where it does not read. */
export function useSentence(when: string, scope: Scope | undefined): string {
  const { form } = useDesigner();
  const language = useLanguage();
  return useMemo(() => {
    if (form === undefined || scope === undefined || when === '') return when;
    const names = formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`));
    return readAloud(when, { scope, language, names, expects: booleanType });
  }, [form, scope, when, language]);
}
