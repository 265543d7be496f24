import { path } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { keys } from '../../../app/query-keys.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { HooksDialog } from '../../outside/index.ts';
import type { ActionSurroundings } from './action-surroundings.ts';

/**
 * The name under which another system tells of an event, or several where the schema is a list: those known of the form are
 * offered, any other is taken. With one name come the addresses at which it may be told.
 */
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
  const name = typeof value === 'string' ? value : '';
  return (
    <>
      <AutoComplete
        {...common}
        showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
        value={name}
        maxLength={100}
        onChange={(next: string) => onChange(next)}
      />
      <Addresses form={form} event={name} />
    </>
  );
}

function Addresses({ form, event }: { form: ActionSurroundings['form']; event: string }) {
  const { t } = useTranslation('outside');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setOpen(true)}>
        {t('hooks.open')}
      </Button>
      {isOpen && (
        <HooksDialog
          app={form.app}
          form={form.key}
          event={event}
          matchBy={[...form.fields.values()].find(({ definition }) => definition.unique === true)?.key}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
