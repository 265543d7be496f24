import { type JsonObject, type JsonSchema, type JsonValue, pointer } from '@tangram/schema';
import { Input, InputNumber, Segmented, Select, Switch } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import { LocalTextInput } from './LocalTextInput.tsx';
import { ObjectList } from './ObjectList.tsx';
import { settingProblem } from './setting-problem.ts';
import { useSurroundings } from './surroundings.ts';
import { VariantInput } from './VariantInput.tsx';
import styles from './SettingsForm.module.css';
import {
  type Choice,
  choicesOf,
  controlFor,
  helpOf,
  type SettingSchema,
  titleOf,
  widgetOf,
} from './settings-schema.ts';

interface FieldProps {
  readonly setting: SettingSchema;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  /** Pointer of the object this is a member of. */
  readonly path: string;
}

/** One setting: its title, what edits it, its help and its problem. */
export function SettingsField({ setting, value, onChange, path }: FieldProps) {
  const { t } = useTranslation('ui');
  const language = useLanguage();
  const id = useId();
  const { problems, widgets } = useSurroundings();
  const own = path + pointer(setting.name);
  const problem = problems.find(
    (one) => one.path === own || (one.path.startsWith(`${own}/`) && !isNested(setting.schema)),
  );
  const control = controlFor(setting.schema, widgets);
  if (control === 'none') return null;

  const title = titleOf(setting.name, setting.schema, language);
  const help = helpOf(setting.schema, language);
  const input = (
    <SettingInput {...{ setting, value, onChange, path: own, id, title, hasProblem: problem !== undefined }} />
  );
  const notes: ReactNode = (
    <>
      {problem !== undefined && (
        <div className={styles['problem']} role="alert">
          {settingProblem(problem, { setting, value, title, language, fillIn: t('settings.fillIn') })}
        </div>
      )}
      {help !== '' && <div className={styles['help']}>{help}</div>}
    </>
  );
  if (control === 'switch') {
    return (
      <div>
        <div className={styles['switch']}>
          <label htmlFor={id}>{title}</label>
          {input}
        </div>
        {notes}
      </div>
    );
  }
  return (
    <div>
      <label className={styles['label']} htmlFor={id}>
        {title}
        {setting.isRequired && <span className={styles['required']}> *</span>}
      </label>
      {input}
      {notes}
    </div>
  );
}

interface InputProps extends FieldProps {
  readonly id: string;
  readonly title: string;
  readonly hasProblem: boolean;
}

function SettingInput(props: InputProps) {
  const { setting, value, onChange, path, id, hasProblem } = props;
  const { t } = useTranslation('ui');
  const language = useLanguage();
  const { widgets, Members } = useSurroundings();
  const { schema } = setting;
  const status = hasProblem ? ({ status: 'error' } as const) : {};
  const standard = schema['default'] as JsonValue | undefined;
  switch (controlFor(schema, widgets)) {
    case 'widget':
      return <CustomWidget {...props} />;
    case 'choice':
      return <ChoiceInput {...props} choices={choicesOf(schema, language)} />;
    case 'choices':
      return (
        <Select
          id={id}
          mode="multiple"
          {...status}
          style={{ width: '100%' }}
          value={(value ?? standard ?? []) as string[]}
          placeholder={t('settings.choose')}
          options={choicesOf(schema['items'] as JsonSchema, language).map((one) => ({
            value: one.value as string,
            label: one.title,
          }))}
          onChange={(next: string[]) => onChange(next)}
        />
      );
    case 'text':
      return (
        <Input
          id={id}
          {...status}
          value={(value ?? '') as string}
          placeholder={typeof standard === 'string' ? standard : ''}
          maxLength={(schema['maxLength'] as number | undefined) ?? 2000}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
      );
    case 'long-text':
      return (
        <Input.TextArea
          id={id}
          {...status}
          value={(value ?? '') as string}
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
      );
    case 'number':
      return (
        <InputNumber
          id={id}
          {...status}
          style={{ width: '100%' }}
          value={(value ?? null) as number | null}
          placeholder={typeof standard === 'number' ? String(standard) : ''}
          {...limitsOf(schema)}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'switch':
      return (
        <Switch
          id={id}
          size="small"
          checked={(value ?? standard ?? false) === true}
          onChange={(next) => onChange(next)}
        />
      );
    case 'local-text':
      return <LocalTextInput id={id} value={value as never} onChange={onChange as never} hasProblem={hasProblem} />;
    case 'variants':
      return <VariantInput schema={schema} value={value} onChange={onChange} path={path} label={props.title} />;
    case 'widget-list':
    case 'object-list':
      return (
        <ObjectList
          items={schema['items'] as JsonSchema}
          value={(value ?? []) as readonly JsonValue[]}
          onChange={onChange}
          path={path}
          title={props.title}
        />
      );
    case 'text-list':
      return (
        <Select
          id={id}
          mode="tags"
          {...status}
          style={{ width: '100%' }}
          value={(value ?? []) as string[]}
          tokenSeparators={[',', ',', '、', '\n']}
          open={false}
          suffixIcon={null}
          onChange={(next: string[]) => onChange(next)}
        />
      );
    case 'object':
      return (
        <div className={styles['nested']}>
          <Members schema={schema} value={(value ?? {}) as JsonObject} onChange={onChange} path={path} />
        </div>
      );
    case 'none':
      return null;
  }
}

function CustomWidget({ setting, value, onChange, id, title, hasProblem }: InputProps) {
  const { widgets, context } = useSurroundings();
  const Widget = widgets[widgetOf(setting.schema) ?? ''];
  if (Widget === undefined) return null;
  return <Widget {...{ id, title, value, onChange, hasProblem, context }} schema={setting.schema} />;
}

/** Up to three short choices lie open; more of them fold into a list. */
function ChoiceInput({
  setting,
  value,
  onChange,
  id,
  title,
  hasProblem,
  choices,
}: InputProps & { choices: readonly Choice[] }) {
  const { t } = useTranslation('ui');
  const shown = (value ?? setting.schema['default']) as Choice['value'] | undefined;
  const isShort = choices.length <= 3 && choices.every((choice) => choice.title.length <= 12);
  if (isShort && setting.isRequired) {
    return (
      <Segmented
        block
        aria-label={title}
        {...(shown === undefined ? {} : { value: shown as string })}
        options={choices.map((choice) => ({ value: choice.value as string, label: choice.title }))}
        onChange={(next) => onChange(next)}
      />
    );
  }
  return (
    <Select
      id={id}
      {...(hasProblem ? { status: 'error' as const } : {})}
      style={{ width: '100%' }}
      {...(shown === undefined ? {} : { value: shown as string })}
      placeholder={t('settings.choose')}
      allowClear={!setting.isRequired}
      options={choices.map((choice) => ({ value: choice.value as string, label: choice.title }))}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

function limitsOf(schema: JsonSchema) {
  const { minimum, maximum, type } = schema as { minimum?: number; maximum?: number; type?: string };
  return {
    ...(minimum === undefined ? {} : { min: minimum }),
    ...(maximum === undefined ? {} : { max: maximum }),
    ...(type === 'integer' ? { precision: 0 } : {}),
  };
}

/** Lists and objects show the problems of their parts themselves. */
function isNested(schema: JsonSchema): boolean {
  const control = controlFor(schema);
  return control === 'object-list' || control === 'object' || control === 'variants';
}
