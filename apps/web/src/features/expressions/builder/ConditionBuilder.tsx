import { membersOf, type Scope } from '@tangram/expression';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionFields, type ConditionField, relatedFields } from '../condition-field.ts';
import type { ExpressionSurroundings } from '../expression-surroundings.ts';
import styles from '../ExpressionEditor.module.css';
import { type ConditionGroup as Group, conditionText, newGroup } from './condition-tree.ts';
import { ConditionGroup } from './ConditionGroup.tsx';
import type { OperatorContext } from './operators.ts';
import { readConditions } from './read-conditions.ts';

/** A condition built by clicking: rows of field, comparison and value, of which all, any or none hold, in groups. */
export function ConditionBuilder({
  value,
  onChange,
  around,
  onText,
}: {
  /** FEEL that is true or false; empty when the condition always holds. */
  value: string;
  /** Called with FEEL; rows that are not filled in yet are left out of it. */
  onChange: (value: string) => void;
  around: ExpressionSurroundings;
  /** The person would rather see the text. */
  onText: () => void;
}) {
  const { t } = useTranslation('expressions');
  const { scope, names } = around;
  const fields = useMemo(
    () =>
      new Map([...conditionFields(scope, names), ...relatedFields(scope, names)].map((field) => [field.path, field])),
    [scope, names],
  );
  const context = useMemo<OperatorContext>(() => {
    const previous = scope.variables['previous'];
    return {
      hasUser: scope.variables['user'] !== undefined,
      previous: new Set(Object.keys(previous === undefined ? {} : (membersOf(previous) ?? {}))),
    };
  }, [scope]);
  const { group, setGroup } = useGroup(value, onChange, scope, fields);
  if (group !== null) return <ConditionGroup group={group} fields={fields} context={context} onChange={setGroup} />;
  return (
    <div className={styles['rich']}>
      <p>{t('tooRich')}</p>
      <div>
        <Button size="small" onClick={onText}>
          {t('showText')}
        </Button>
        <Button size="small" type="text" onClick={() => setGroup(newGroup('and'))}>
          {t('startOver')}
        </Button>
      </div>
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
  fields: ReadonlyMap<string, ConditionField>,
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
