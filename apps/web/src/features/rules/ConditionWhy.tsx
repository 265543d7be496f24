import type { FormModel } from '@tangram/forms';
import { type ConditionFlip, type ConditionTrace, ruleScope } from '@tangram/rules';
import type { JsonValue } from '@tangram/schema';
import { type ComponentProps, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PartsList, useFormSurroundings } from '../expressions/index.ts';
import styles from './Why.module.css';

/** A condition part by part: what holds, what does not, and the value that decided it. */
export function ConditionWhy({ form, condition }: { form: FormModel | undefined; condition: ConditionTrace }) {
  const scope = useMemo(() => (form === undefined ? undefined : ruleScope(form)), [form]);
  const around = useFormSurroundings(form, scope);
  const parts = useMemo(
    () =>
      condition.parts.map(({ text, holds, values }) => ({
        text,
        holds,
        isDecisive: true,
        values: Object.entries(values).map(([path, value]) => ({ text: path, value })),
      })),
    [condition],
  );
  if (around === undefined) return null;
  return (
    <>
      <PartsList parts={parts} around={around} />
      {condition.flip !== undefined && <Flip flip={condition.flip} around={around} />}
    </>
  );
}

/** The smallest change that would make the condition hold, or no longer hold: "Amount ≥ 1,000: 200 short". */
function Flip({ flip, around }: { flip: ConditionFlip; around: ComponentProps<typeof PartsList>['around'] }) {
  const { t } = useTranslation('rules');
  return (
    <div className={styles['flip']}>
      <p>{t(flip.to ? 'flip.toHold' : 'flip.notToHold', { count: flip.changes.length })}</p>
      {flip.changes.map((change) => (
        <div key={change.text}>
          <PartsList parts={[{ text: change.text, holds: false, isDecisive: true, values: [] }]} around={around} />
          {change.short !== undefined && <small>{shortWords(change.short)}</small>}
        </div>
      ))}
    </div>
  );

  function shortWords(short: JsonValue): string {
    const text = typeof short === 'string' ? short : JSON.stringify(short);
    return text.startsWith('-')
      ? t('flip.beyond', { by: text.slice(1) })
      : text === '0'
        ? t('flip.exact')
        : t('flip.short', { by: text });
  }
}
