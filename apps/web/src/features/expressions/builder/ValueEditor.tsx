import { stringLiteral } from '@tangram/expression';
import { Input, InputNumber, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { ConditionField } from '../condition-field.ts';
import { DayEditor } from './DayEditor.tsx';
import { textOfLiteral } from './literal-value.ts';
import { PickRecord } from './PickRecord.tsx';
import styles from '../ExpressionEditor.module.css';

interface ValueEditorProps {
  readonly field: ConditionField;
  /** FEEL of the value; empty while none is given. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One value, edited as its type asks: a choice, a number, a day, a text, a record. */
export function ValueEditor({ field, value, onChange }: ValueEditorProps) {
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
      return <DayEditor label={label['aria-label']} value={value} onChange={onChange} />;
    case 'time':
      return (
        <TimePicker
          {...label}
          value={text === undefined ? null : dayjs(`2000-01-01T${text}`)}
          onChange={(next) => onChange(next === null ? '' : `@"${next.format('HH:mm:ss')}"`)}
        />
      );
    case 'reference':
      return (
        <span className={styles['value']}>
          <PickRecord
            form={asked.type === 'reference' ? asked.form : ''}
            label={label['aria-label']}
            value={text}
            onChange={setText}
          />
        </span>
      );
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
