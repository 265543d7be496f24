import { path } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { keys } from '../../../app/query-keys.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import type { ActionSurroundings } from './action-surroundings.ts';

/** The name of an event, or several where the schema is a list: those known of the form are offered, any other is taken. */
export function EventNameWidget({ id, schema, value, onChange, hasProblem, context }: WidgetProps) {
  const { t } = useTranslation('rules');
  const { form } = context as ActionSurroundings;
  const { data } = useQuery({
    queryKey: keys.records(form.app, form.key, 'event names'),
    queryFn: () =>
      client.http.send<{ names: string[] }>('GET', path('api', 'apps', form.app, 'forms', form.key, 'event-names')),
  });
  const common = {
    id,
    style: { width: '100%' },
    placeholder: t('eventName'),
    options: (data?.names ?? []).map((name) => ({ value: name, label: name })),
    ...(hasProblem ? { status: 'error' as const } : {}),
  };
  if (schema['type'] === 'array') {
    return (
      <Select<string[]>
        {...common}
        mode="tags"
        value={Array.isArray(value) ? (value as string[]) : []}
        tokenSeparators={[',', '，', '、', '\n']}
        onChange={(next) => onChange(next)}
      />
    );
  }
  return (
    <AutoComplete
      {...common}
      showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
      value={typeof value === 'string' ? value : ''}
      onChange={(next: string) => onChange(next)}
    />
  );
}
