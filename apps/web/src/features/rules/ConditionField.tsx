import { ruleKindOf, ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import { useLanguage } from '../../app/i18n.ts';
import { ConditionBuilder, formNames } from '../expressions/index.ts';
import { useDesigner } from './designer-context.ts';

/** A condition over the rule's form, with `previous` and `user`. */
export function ConditionField({
  id,
  value,
  onChange,
  emptyText,
}: {
  id?: string;
  value: string;
  onChange: (value: string) => void;
  emptyText?: string;
}) {
  const { form, rule } = useDesigner();
  const variables = ruleKindOf(rule).variables?.(rule);
  const language = useLanguage();
  const known = useMemo(
    () =>
      form === undefined
        ? undefined
        : {
            scope: ruleScope(form, variables),
            names: formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`)),
          },
    [form, language, variables],
  );
  if (known === undefined) return null;
  return (
    <ConditionBuilder
      {...(id === undefined ? {} : { id })}
      value={value}
      onChange={onChange}
      scope={known.scope}
      names={known.names}
      {...(emptyText === undefined ? {} : { emptyText })}
    />
  );
}
