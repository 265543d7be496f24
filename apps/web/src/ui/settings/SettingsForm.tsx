import type { JsonObject, JsonSchema, JsonValue, Problem } from '@tangram/schema';
import { type ComponentType, createContext, use, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingsField } from './SettingsField.tsx';
import styles from './SettingsForm.module.css';
import { settingsOf, withSetting } from './settings-schema.ts';
import { builtInWidgets } from './widgets/index.ts';

/** What a custom widget gets. `context` is what the designer handed to its `SettingsForm`. */
export interface WidgetProps {
  /** For the label. */
  readonly id: string;
  readonly schema: JsonSchema;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  readonly title: string;
  readonly hasProblem: boolean;
  readonly context: unknown;
}

/** Widget name (the schema's `widget` keyword) -> what draws it. */
export type Widgets = { readonly [widget: string]: ComponentType<WidgetProps> };

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

interface Surroundings {
  readonly problems: readonly Problem[];
  readonly widgets: Widgets;
  readonly context: unknown;
}

const SurroundingsContext = createContext<Surroundings>({ problems: [], widgets: builtInWidgets, context: undefined });

export const useSurroundings = () => use(SurroundingsContext);

/** Draws and edits a settings object from its JSON Schema; every change hands over a new whole object. */
export function SettingsForm({ schema, value, onChange, problems = noProblems, path = '', widgets, context }: SettingsFormProps) {
  const { t } = useTranslation('ui');
  const surroundings = useMemo(
    () => ({ problems, widgets: { ...builtInWidgets, ...widgets }, context }),
    [problems, widgets, context],
  );
  if (settingsOf(schema).length === 0) return <p className={styles['none']}>{t('settings.none')}</p>;
  return (
    <SurroundingsContext value={surroundings}>
      <SettingsMembers schema={schema} value={value} onChange={onChange} path={path} />
    </SurroundingsContext>
  );
}

/** The members of one object, one below the other. */
export function SettingsMembers({ schema, value, onChange, path }: {
  schema: JsonSchema;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  path: string;
}) {
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
