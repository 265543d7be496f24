import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WidgetProps } from '../surroundings.ts';
import { type DurationUnit, durationParts, durationText, durationUnits } from './duration.ts';
import styles from './widgets.module.css';

/** A length of time as a number and a unit; stored as ISO 8601 (`PT2H`, `P1D`). */
export function DurationWidget({ id, value, onChange, hasProblem }: WidgetProps) {
  const { t } = useTranslation('ui');
  const [unitBefore, setUnitBefore] = useState<DurationUnit>('hours');
  const parts = typeof value === 'string' ? durationParts(value) : undefined;
  const unit = parts?.unit ?? unitBefore;
  return (
    <div className={styles['duration']}>
      <InputNumber
        id={id}
        min={0}
        max={9999}
        precision={0}
        style={{ flex: 1 }}
        value={parts?.count ?? null}
        {...(hasProblem ? { status: 'error' as const } : {})}
        onChange={(count) => onChange(count === null ? undefined : durationText({ count, unit }))}
      />
      <Select
        style={{ width: 112 }}
        aria-label={t('settings.choose')}
        value={unit}
        options={durationUnits.map((one) => ({ value: one, label: t(`duration.${one}`) }))}
        onChange={(next) => {
          setUnitBefore(next);
          if (parts !== undefined) onChange(durationText({ count: parts.count, unit: next }));
        }}
      />
    </div>
  );
}
