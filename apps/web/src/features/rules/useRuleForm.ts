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
import { useReadAloud } from './useReadAloud.ts';
import { connectionsQuery } from '../outside/index.ts';

/** The published form that a rule is about; undefined while loading or when there is none. */
export function useFormModel(app: string, key: string): FormModel | undefined {
  const model = useAppModel(app);
  return useMemo(() => formModelOf(model, key), [model, key]);
}

/** The flows, or the rules, of an application, as its designers see them. */
export function useDefinitionsOf(app: string, kind: DefinitionSummary['kind']): readonly DefinitionSummary[] {
  const { data } = useQuery({
    queryKey: keys.definitions(app, 'list'),
    queryFn: () => client.apps.definitions(app),
    enabled: app !== '',
  });
  return useMemo(() => data?.rows.filter((row) => row.kind === kind) ?? [], [data, kind]);
}

/** How people call fields, groups, people, forms, flows and connections, for the sentences of actions. */
export function useRuleNames(form: FormModel | undefined): ActionNames {
  const language = useLanguage();
  const groups = useGroupsOf(form?.app ?? '');
  const flows = useDefinitionsOf(form?.app ?? '', 'flow');
  const rules = useDefinitionsOf(form?.app ?? '', 'rule');
  const { data: connections } = useQuery(connectionsQuery);
  const { data: people } = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  const readAloud = useReadAloud(form);
  return useMemo(
    () => ({
      language,
      field: (key) => textIn(form?.fields.get(key)?.definition.title, language) || key || '…',
      ...readAloud,
      group: (key) => textIn(groups.find((group) => group.key === key)?.title, language) || key || '…',
      person: (idOrEmail) =>
        people?.rows.find(({ id, email }) => id === idOrEmail || email === idOrEmail)?.name ?? (idOrEmail || '…'),
      form: (key) => textIn(form?.formNamed(key)?.definition.form.title, language) || key || '…',
      flow: (key) => textIn(flows.find((flow) => flow.key === key)?.title, language) || key || '…',
      connection: (key) => textIn(connections?.rows.find((one) => one.key === key)?.title, language) || key || '…',
      rule: (key) => textIn(rules.find((rule) => rule.key === key)?.title, language) || key || '…',
    }),
    [language, form, readAloud, groups, people, flows, rules, connections],
  );
}
