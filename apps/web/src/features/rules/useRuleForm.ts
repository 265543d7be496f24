import type { DefinitionSummary } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import type { ActionNames } from '@tangram/rules';
import { textIn } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAppModel } from '../../app/app-query.ts';
import { client } from '../../app/client.ts';
import { useGroupsOf } from '../../app/groups-query.ts';
import { useLanguage } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { formModelOf } from '../forms/index.ts';

/** The published form that a rule is about; undefined while loading or when there is none. */
export function useFormModel(app: string, key: string): FormModel | undefined {
  const model = useAppModel(app);
  return useMemo(() => formModelOf(model, key), [model, key]);
}

/** The flows of an application, as its designers see them. */
export function useFlowsOf(app: string): readonly DefinitionSummary[] {
  const { data } = useQuery({
    queryKey: keys.definitions(app, 'list'),
    queryFn: () => client.apps.definitions(app),
    enabled: app !== '',
  });
  return useMemo(() => data?.rows.filter(({ kind }) => kind === 'flow') ?? [], [data]);
}

/** How people call fields, groups, people, forms and flows, for the sentences of actions. */
export function useRuleNames(form: FormModel | undefined): ActionNames {
  const language = useLanguage();
  const groups = useGroupsOf(form?.app ?? '');
  const flows = useFlowsOf(form?.app ?? '');
  const { data: people } = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  return useMemo(
    () => ({
      language,
      field: (key) => textIn(form?.fields.get(key)?.definition.title, language) || key || '…',
      group: (key) => textIn(groups.find((group) => group.key === key)?.title, language) || key || '…',
      person: (idOrEmail) =>
        people?.rows.find(({ id, email }) => id === idOrEmail || email === idOrEmail)?.name ?? (idOrEmail || '…'),
      form: (key) => textIn(form?.formNamed(key)?.definition.form.title, language) || key || '…',
      flow: (key) => textIn(flows.find((flow) => flow.key === key)?.title, language) || key || '…',
    }),
    [language, form, groups, people, flows],
  );
}
