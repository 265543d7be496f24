import type { FlowContext } from '@tangram/flows';
import { type FormModel, modelForm } from '@tangram/forms';
import { type Language, textIn } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAppModel } from '../../app/app-query.ts';
import { client } from '../../app/client.ts';
import { useGroupsOf } from '../../app/groups-query.ts';
import { useLanguage } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import type { Names } from './flow-words.ts';

export interface FlowSurroundings {
  readonly app: string;
  readonly language: Language;
  /** The form the flow is about; undefined while loading or when it is not published. */
  readonly form: FormModel | undefined;
  readonly formNamed: FlowContext['formNamed'];
  readonly names: Names;
}

/** The published forms of the application and how people call its groups, roles and people. */
export function useFlowSurroundings(app: string, formKey: string): FlowSurroundings {
  const language = useLanguage();
  const model = useAppModel(app);
  const groups = useGroupsOf(app);
  const { data: people } = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  const { data: definitions } = useQuery({
    queryKey: keys.definitions(app, 'list'),
    queryFn: () => client.apps.definitions(app),
  });
  return useMemo(() => {
    const forms = new Map<string, FormModel>();
    const formNamed = (key: string): FormModel | undefined => {
      const definition = model?.forms[key]?.definition;
      if (definition === undefined) return undefined;
      const known =
        forms.get(key) ??
        modelForm(app, key, definition, (inApp, form) => (inApp === app ? formNamed(form) : undefined));
      forms.set(key, known);
      return known;
    };
    const names: Names = (kind, key) => {
      if (kind === 'form') return textIn(formNamed(key)?.definition.form.title, language) || key;
      if (kind === 'person') return people?.rows.find((person) => person.id === key)?.name ?? key;
      if (kind === 'group') return textIn(groups.find((group) => group.key === key)?.title, language) || key;
      return textIn(definitions?.rows.find((one) => one.kind === 'role' && one.key === key)?.title, language) || key;
    };
    return { app, language, form: formNamed(formKey), formNamed, names };
  }, [app, formKey, language, model, groups, people, definitions]);
}
