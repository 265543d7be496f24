import { stringLiteral } from '@tangram/expression';
import { DatePicker, Input, InputNumber, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { ConditionField } from './condition-field.ts';
import { textOfLiteral } from './literal-value.ts';
import styles from './ConditionBuilder.module.css';

/** How a record is chosen as a value: the records feature hands its picker in. */
export type RecordPicker = (props: {
  form: string;
  /** The id, or undefined while none is chosen. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) => React.ReactNode;

interface ValueEditorProps {
  readonly field: ConditionField;
  /** FEEL of the value; empty while none is given. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly pickRecord?: RecordPicker | undefined;
}

/** One value, edited as its type asks: a choice, a number, a day, a text, a record. */
export function ValueEditor({ field, value, onChange, pickRecord }: ValueEditorProps) {
  const { t } = useTranslation('expressions');
  const label = { 'aria-label': `${field.title}: ${t('value')}`, className: styles['value'] ?? '' };
  const text = textOfLiteral(value);
  const setText = (next: string | undefined) => onChange(next === undefined || next === '' ? '' : stringLiteral(next));
  const { type: asked } = field;
  const type = asked.type === 'list' ? asked.of.type : asked.type;
  if (field.options !== undefined) {
    return (
      <Select
        {...label}
        showSearch={{ optionFilterProp: 'label' }}
        value={text ?? null}
        placeholder={t('value')}
        options={field.options.map((option) => ({ ...option }))}
        onChange={(next: string) => setText(next)}
      />
    );
  }
  switch (type) {
    case 'number':
      return (
        <InputNumber
          {...label}
          stringMode
          value={value === '' ? null : value}
          placeholder={t('value')}
          onChange={(next: string | number | null) => onChange(next === null ? '' : String(next))}
        />
      );
    case 'date':
    case 'date-time':
      return <DayEditor {...label} value={value} onChange={onChange} />;
    case 'time':
      return (
        <TimePicker
          {...label}
          value={text === undefined ? null : dayjs(`2000-01-01T${text}`)}
          onChange={(next) => onChange(next === null ? '' : `@"${next.format('HH:mm:ss')}"`)}
        />
      );
    case 'reference':
      return pickRecord === undefined
        ? null
        : pickRecord({ form: asked.type === 'reference' ? asked.form : '', value: text, onChange: setText });
    default:
      return (
        <Input
          {...label}
          value={text ?? ''}
          placeholder={t('value')}
          onChange={(event) => setText(event.target.value)}
        />
      );
  }
}

/** A fixed day, or always the day on which it is asked. */
function DayEditor({
  value,
  onChange,
  ...label
}: {
  value: string;
  onChange: (value: string) => void;
  'aria-label': string;
  className: string;
}) {
  const { t } = useTranslation('expressions');
  const day = textOfLiteral(value);
  const isToday = value === 'today()';
  return (
    <span className={styles['day']}>
      <Select
        aria-label={label['aria-label']}
        value={isToday ? 'today' : 'date'}
        options={[
          { value: 'date', label: t('onDate') },
          { value: 'today', label: t('today') },
        ]}
        onChange={(next) => onChange(next === 'today' ? 'today()' : '')}
      />
      {!isToday && (
        <DatePicker
          {...label}
          value={day === undefined ? null : dayjs(day)}
          onChange={(next) => onChange(next === null ? '' : `@"${next.format('YYYY-MM-DD')}"`)}
        />
      )}
    </span>
  );
}
