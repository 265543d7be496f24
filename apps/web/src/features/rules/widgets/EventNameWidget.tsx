import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { HooksDialog } from '../../outside/index.ts';
import type { ActionSurroundings } from './action-surroundings.ts';

/** The name under which another system tells of an event, with the addresses at which it may do so. */
export function EventNameWidget({ id, value, onChange, hasProblem, context }: WidgetProps) {
  const { t } = useTranslation('outside');
  const [isOpen, setOpen] = useState(false);
  const { form } = context as ActionSurroundings;
  const name = typeof value === 'string' ? value : '';
  return (
    <>
      <Input
        id={id}
        value={name}
        maxLength={100}
        {...(hasProblem ? { status: 'error' as const } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setOpen(true)}>
        {t('hooks.open')}
      </Button>
      {isOpen && (
        <HooksDialog
          app={form.app}
          form={form.key}
          event={name}
          matchBy={[...form.fields.values()].find(({ definition }) => definition.unique === true)?.key}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
