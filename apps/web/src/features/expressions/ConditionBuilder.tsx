import { booleanType, membersOf, printExpression, readExpression, type Scope } from '@tangram/expression';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import { conditionFields, type ConditionNames } from './condition-field.ts';
import { type ConditionGroup as Group, conditionText, newGroup } from './condition-tree.ts';
import styles from './ConditionBuilder.module.css';
import { ConditionGroup } from './ConditionGroup.tsx';
import { ExpressionInput, sentenceOptions } from './ExpressionInput.tsx';
import type { OperatorContext } from './operators.ts';
import { readConditions } from './read-conditions.ts';
import type { RecordPicker } from './ValueEditor.tsx';

export interface ConditionBuilderProps {
  readonly id?: string;
  /** FEEL that is true or false; empty when the condition always holds. */
  readonly value: string;
  /** Called with FEEL; rows that are not filled in yet are left out of it. */
  readonly onChange: (value: string) => void;
  /** The names that may be used. Keep it stable between renders. */
  readonly scope: Scope;
  /** Titles and option lists, by path: see `useFormNames`. */
  readonly names: ConditionNames;
  /** What an empty condition means here; "No condition: always." when missing. */
  readonly emptyText?: string;
  /** Lets records be chosen as values; without it, references can only be blank, filled, or the signed-in person. */
  readonly pickRecord?: RecordPicker;
}

/**
 * A condition built by clicking: rows of field, comparison and value, joined by "all" or "any", in groups. The text mode
 * shows the same as FEEL; below, the condition is read back as a sentence.
 */
export function ConditionBuilder({ id, value, onChange, scope, names, emptyText, pickRecord }: ConditionBuilderProps) {
  const { t } = useTranslation('expressions');
  const language = useLanguage();
  const fields = useMemo(
    () => new Map(conditionFields(scope, names).map((field) => [field.path, field])),
    [scope, names],
  );
  const context = useMemo<OperatorContext>(() => {
    const previous = scope.variables['previous'];
    return {
      hasUser: scope.variables['user'] !== undefined,
      previous: new Set(Object.keys(previous === undefined ? {} : (membersOf(previous) ?? {}))),
      picksRecords: pickRecord !== undefined,
    };
  }, [scope, pickRecord]);
  const { group, setGroup } = useGroup(value, onChange, scope, fields);
  const [isText, setIsText] = useState(group === null);
  const sentence = useMemo(() => {
    const { expression } = readExpression(value, scope, { expects: booleanType });
    return expression === null ? null : printExpression(expression, 'sentence', sentenceOptions(language, names));
  }, [value, scope, names, language]);
  return (
    <div className={styles['builder']} {...(id === undefined ? {} : { id })}>
      <Segmented
        size="small"
        aria-label={t('modes')}
        className={styles['mode'] ?? ''}
        value={isText ? 'text' : 'clicks'}
        options={(['clicks', 'text'] as const).map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
        onChange={(mode) => setIsText(mode === 'text')}
      />
      {isText && (
        <ExpressionInput value={value} onChange={onChange} scope={scope} expects={booleanType} names={names} />
      )}
      {!isText && group !== null && (
        <>
          <ConditionGroup group={group} fields={fields} context={context} pickRecord={pickRecord} onChange={setGroup} />
          <p className={styles['sentence']}>{value === '' ? (emptyText ?? t('always')) : sentence}</p>
        </>
      )}
      {!isText && group === null && (
        <div className={styles['rich']}>
          <p>{t('tooRich')}</p>
          {sentence !== null && <p className={styles['sentence']}>{sentence}</p>}
          <Button size="small" onClick={() => setGroup(newGroup('and'))}>
            {t('startOver')}
          </Button>
        </div>
      )}
    </div>
  );
}

/**
 * The rows on the screen. They hold more than the text (rows not filled in yet), so they are kept, and read anew only
 * when the text was changed by someone else.
 */
function useGroup(
  value: string,
  onChange: (value: string) => void,
  scope: Scope,
  fields: Parameters<typeof conditionText>[1],
) {
  const [known, setKnown] = useState<{ text: string; group: Group | null }>(() => ({
    text: value,
    group: readConditions(value, scope),
  }));
  let { group } = known;
  if (known.text !== value) {
    group = readConditions(value, scope);
    setKnown({ text: value, group });
  }
  const setGroup = (next: Group) => {
    const text = conditionText(next, fields);
    setKnown({ text, group: next });
    if (text !== value) onChange(text);
  };
  return { group, setGroup };
}
