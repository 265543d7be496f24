import { modelForm, personForm } from '@tangram/forms';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { appQuery } from '../../../app/app-query.ts';
import { client } from '../../../app/client.ts';
import { keys } from '../../../app/query-keys.ts';

const mostFound = 20;

interface Found {
  readonly id: string;
  readonly title: string;
}

/** Chooses a record of `form` (`account`, `crm/account`) or a person by its title; the id is what is kept. */
export function PickRecord({
  form,
  label,
  value,
  onChange,
}: {
  form: string;
  label: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslation('expressions');
  const { app = '' } = useParams();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const [chosen, setChosen] = useState<Found | undefined>();
  const { data: rows = [] } = useQuery({
    queryKey: ['pick-record', app, form, wanted],
    queryFn: async (): Promise<readonly Found[]> => {
      if (form !== personForm) return await findRecords(form, wanted);
      const people = await queries.fetchQuery({
        queryKey: keys.people,
        queryFn: () => client.people.people(),
        staleTime: 60_000,
      });
      return people.rows
        .filter((one) => one.is_active && `${one.name} ${one.email}`.toLowerCase().includes(wanted.toLowerCase()))
        .slice(0, mostFound)
        .map(({ id, name }): Found => ({ id, title: name }));
    },
    placeholderData: (before: readonly Found[] | undefined) => before,
  });
  const findRecords = async (reference: string, search: string): Promise<Found[]> => {
    const [first = '', second] = reference.split('/');
    const [ofApp, key] = second === undefined ? [app, first] : [first, second];
    const definition = (await queries.fetchQuery(appQuery(ofApp))).forms[key]?.definition;
    const title = definition === undefined ? null : modelForm(ofApp, key, definition, () => undefined).titleField;
    const answer = await client.records.list(ofApp, key, {
      limit: mostFound,
      ...(title === null ? {} : { fields: [title] }),
      ...(search === '' ? {} : { search }),
    });
    return answer.rows.map((row) => {
      const own = title === null ? undefined : row[title];
      return { id: row.id, title: typeof own === 'string' && own !== '' ? own : row.id.slice(0, 8) };
    });
  };
  const options = chosen === undefined || rows.some((one) => one.id === chosen.id) ? rows : [chosen, ...rows];
  return (
    <Select
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={t('value')}
      aria-label={label}
      {...(value === undefined ? {} : { value })}
      options={options.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(id: string | undefined) => {
        setChosen(rows.find((one) => one.id === id));
        onChange(id);
      }}
    />
  );
}
