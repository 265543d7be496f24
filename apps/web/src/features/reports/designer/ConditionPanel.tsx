import type { Language } from '@tangram/schema';
import { Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { useMe } from '../../../app/session.ts';
import { type Condition, type Operator, readCondition, writeCondition } from './conditions.ts';
import styles from './designer.module.css';
import type { FieldChoice } from './field-choices.ts';

/** Asks which records are meant: by clicking where the field is known, else as text. */
export function ConditionPanel({
  field,
  condition,
  onChange,
  onCancel,
}: {
  field: FieldChoice | undefined;
  /** FEEL; null for a new one. */
  condition: string | null;
  onChange: (condition: string) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  const zone = useMe().workspace?.zone ?? 'UTC';
  const [draft, setDraft] = useState<Condition | null>(() =>
    condition === null ? (field === undefined ? null : firstCondition(field, zone)) : readCondition(condition),
  );
  const [words, setWords] = useState(condition ?? '');
  const written = draft === null ? words.trim() : isWhole(draft) ? writeCondition(draft) : '';
  return (
    <form
      className={styles['panel']}
      onSubmit={(event) => {
        event.preventDefault();
        if (written !== '') onChange(written);
      }}
    >
      {draft !== null && field !== undefined ? (
        <>
          <strong>{text(field.title)}</strong>
          <Select<Operator>
            aria-label={t('designer.condition')}
            value={draft.operator}
            options={operatorsOf(field).map((operator) => ({
              value: operator,
              label: t(`designer.operators.${operator}`),
            }))}
            onChange={(operator) => setDraft(withOperator(draft, operator, field, zone))}
          />
          <ConditionValue draft={draft} field={field} onChange={setDraft} />
        </>
      ) : (
        <label>
          {t('designer.conditionText')}
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            spellCheck={false}
            className={styles['code'] ?? ''}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      )}
      <div className={styles['buttons']}>
        <Button size="small" onClick={onCancel}>
          {t('designer.cancel')}
        </Button>
        <Button size="small" type="primary" htmlType="submit" disabled={written === ''}>
          {t('designer.done')}
        </Button>
      </div>
    </form>
  );
}

function ConditionValue({
  draft,
  field,
  onChange,
}: {
  draft: Condition;
  field: FieldChoice;
  onChange: (condition: Condition) => void;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  switch (draft.operator) {
    case 'is':
    case 'isNot':
      return (
        <Select
          autoFocus
          mode={field.options.length === 0 ? 'tags' : 'multiple'}
          aria-label={t('designer.value')}
          value={[...draft.values]}
          options={field.options.map((option) => ({ value: option.value, label: text(option.title) }))}
          optionFilterProp="label"
          onChange={(values: string[]) => onChange({ ...draft, values })}
        />
      );
    case 'contains':
      return (
        <Input
          autoFocus
          aria-label={t('designer.value')}
          value={draft.text}
          onChange={(event) => onChange({ ...draft, text: event.target.value })}
        />
      );
    case 'atLeast':
    case 'atMost':
      return (
        <InputNumber<string>
          autoFocus
          stringMode
          className={styles['wide'] ?? ''}
          aria-label={t('designer.value')}
          value={draft.number}
          onChange={(number) => onChange({ ...draft, number: number ?? '' })}
        />
      );
    case 'from':
    case 'until':
      return (
        <DatePicker
          className={styles['wide'] ?? ''}
          aria-label={t('designer.value')}
          value={draft.day === '' ? null : dayjs(draft.day)}
          onChange={(day) => onChange({ ...draft, day: day === null ? '' : day.format('YYYY-MM-DD') })}
        />
      );
    default:
      return null;
  }
}

/** A condition as a short sentence: `Stage is Won, Lost`. */
export function useConditionWords(condition: string, field: FieldChoice | undefined): string {
  const { t, i18n } = useTranslation('reports');
  const text = useText();
  const read = readCondition(condition);
  if (read === null || field === undefined) return condition;
  const operator = t(`designer.operators.${read.operator}`);
  return [text(field.title), operator, valueWords(read, field, i18n.language as Language)]
    .filter((part) => part !== '')
    .join(' ');

  function valueWords(of: Condition, at: FieldChoice, _language: Language): string {
    if ('values' in of)
      return of.values
        .map((value) => text(at.options.find((option) => option.value === value)?.title) || value)
        .join(', ');
    if ('text' in of) return of.text;
    if ('number' in of) return of.number;
    if ('day' in of) return of.day;
    return '';
  }
}

function operatorsOf({ valueType, isPerson }: FieldChoice): readonly Operator[] {
  switch (valueType) {
    case 'number':
      return ['atLeast', 'atMost', 'blank', 'filled'];
    case 'date':
    case 'date-time':
      return ['from', 'until', 'blank', 'filled'];
    case 'boolean':
      return ['yes', 'no', 'blank', 'filled'];
    case 'text':
      return ['is', 'isNot', 'contains', 'blank', 'filled'];
    default:
      return isPerson ? ['mine', 'blank', 'filled'] : ['filled', 'blank'];
  }
}

function firstCondition(field: FieldChoice, zone: string): Condition {
  return withOperator({ operator: 'filled', field: field.path }, operatorsOf(field)[0] as Operator, field, zone);
}

/** The same field under another operator; what was chosen stays where the new one asks for the same. */
function withOperator(
  condition: Condition,
  operator: Operator,
  { path: field, valueType }: FieldChoice,
  zone: string,
): Condition {
  switch (operator) {
    case 'is':
    case 'isNot':
      return { operator, field, values: 'values' in condition ? condition.values : [] };
    case 'contains':
      return { operator, field, text: 'text' in condition ? condition.text : '' };
    case 'atLeast':
    case 'atMost':
      return { operator, field, number: 'number' in condition ? condition.number : '' };
    case 'from':
    case 'until':
      return {
        operator,
        field,
        day: 'day' in condition ? condition.day : '',
        ...(valueType === 'date-time' ? { zone } : {}),
      };
    default:
      return { operator, field };
  }
}

function isWhole(condition: Condition): boolean {
  if ('values' in condition) return condition.values.length > 0;
  if ('text' in condition) return condition.text !== '';
  if ('number' in condition) return condition.number !== '';
  if ('day' in condition) return condition.day !== '';
  return true;
}
