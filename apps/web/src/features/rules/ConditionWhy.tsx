import { CheckOutlined, CloseOutlined, QuestionOutlined } from '@ant-design/icons';
import { printExpression, readExpression } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { type ConditionPart, type ConditionTrace, ruleScope } from '@tangram/rules';
import type { JsonValue } from '@tangram/schema';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { type ConditionNames, formNames } from '../expressions/index.ts';
import styles from './Rules.module.css';

/** A condition part by part: what holds, what does not, and the value that decided it. */
export function ConditionWhy({ form, condition }: { form: FormModel | undefined; condition: ConditionTrace }) {
  return (
    <ul className={styles['parts']}>
      {condition.parts.map((part) => (
        <Part key={part.text} form={form} part={part} />
      ))}
    </ul>
  );
}

function Part({ form, part }: { form: FormModel | undefined; part: ConditionPart }) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const format = useFormat();
  const names = useMemo(
    () => (form === undefined ? undefined : formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`))),
    [form, language],
  );
  const sentence = useMemo(() => sentenceOf(part.text, form, names, language), [part.text, form, names, language]);
  const mark = part.holds === true ? 'holds' : part.holds === false ? 'fails' : 'unknown';
  const values = Object.entries(part.values);
  const shown = (path: string, value: JsonValue): string | null => {
    if (value === null) return null;
    if (typeof value === 'boolean') return t(value ? 'why.yes' : 'why.no');
    if (Array.isArray(value)) return value.map((one: JsonValue) => shown(path, one)).join(', ');
    if (typeof value === 'object') {
      const { title, name } = value as { title?: JsonValue; name?: JsonValue };
      return [title, name].find((one) => typeof one === 'string') ?? '…';
    }
    const type = form?.fields.get(path)?.valueType;
    if (type === 'date-time') return format.dateTime(value);
    if (type === 'date') return format.date(value);
    return names?.optionsOf?.(path)?.find((option) => option.value === value)?.label ?? String(value);
  };
  return (
    <li data-holds={mark}>
      <span className={styles['mark']} role="img" aria-label={t(`why.${mark}`)}>
        {part.holds === true ? <CheckOutlined /> : part.holds === false ? <CloseOutlined /> : <QuestionOutlined />}
      </span>
      <span>
        {sentence}
        {values.length > 0 && (
          <small>
            {values
              .map(([path, value]) =>
                t('why.value', { field: names?.titleOf?.(path) ?? path, value: shown(path, value) ?? t('why.blank') }),
              )
              .join(' · ')}
          </small>
        )}
      </span>
    </li>
  );
}

function sentenceOf(
  text: string,
  form: FormModel | undefined,
  names: ConditionNames | undefined,
  language: 'en' | 'zh',
): string {
  if (form === undefined) return text;
  const { expression } = readExpression(text, ruleScope(form));
  // An older condition may speak of fields that are gone.
  if (expression === null) return text;
  return printExpression(expression, 'sentence', {
    language,
    titleOf: (path) => names?.titleOf?.(path),
    labelOf: (path, value) => {
      const label = names?.optionsOf?.(path)?.find((option) => option.value === value)?.label;
      return label === undefined ? undefined : language === 'zh' ? `“${label}”` : `"${label}"`;
    },
  });
}
