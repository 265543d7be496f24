import type { JsonObject, JsonSchema, Problem } from '@tangram/schema';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingsField } from './SettingsField.tsx';
import styles from './SettingsForm.module.css';
import { settingsOf, withSetting } from './settings-schema.ts';
import { type MembersProps, SurroundingsProvider, type Widgets } from './surroundings.ts';
import { builtInWidgets } from './widgets/index.ts';

export type { WidgetProps, Widgets } from './surroundings.ts';

export interface SettingsFormProps {
  /** JSON Schema of the settings object. */
  readonly schema: JsonSchema;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  /** Those whose pointer begins with `path` are shown at their field. */
  readonly problems?: readonly Problem[];
  /** JSON Pointer of `value` within the definition. */
  readonly path?: string;
  /** Added to the built-in ones (form, person, group, role, duration, color, icon), or in their place. */
  readonly widgets?: Widgets;
  /** Handed to widgets: the form whose fields to offer, the app, ... */
  readonly context?: unknown;
}

/** Draws and edits a settings object from its JSON Schema; every change hands over a new whole object. */
export function SettingsForm({
  schema,
  value,
  onChange,
  problems = noProblems,
  path = '',
  widgets,
  context,
}: SettingsFormProps) {
  const { t } = useTranslation('ui');
  const surroundings = useMemo(
    () => ({ problems, widgets: { ...builtInWidgets, ...widgets }, context, Members: SettingsMembers }),
    [problems, widgets, context],
  );
  if (settingsOf(schema).length === 0) return <p className={styles['none']}>{t('settings.none')}</p>;
  return (
    <SurroundingsProvider value={surroundings}>
      <SettingsMembers schema={schema} value={value} onChange={onChange} path={path} />
    </SurroundingsProvider>
  );
}

/** The members of one object, one below the other. */
function SettingsMembers({ schema, value, onChange, path }: MembersProps) {
  return (
    <div className={styles['members']}>
      {settingsOf(schema).map((setting) => (
        <SettingsField
          key={setting.name}
          setting={setting}
          value={value[setting.name]}
          onChange={(next) => onChange(withSetting(value, setting.name, next))}
          path={path}
        />
      ))}
    </div>
  );
}

const noProblems: readonly Problem[] = [];
