import type { JsonObject } from '@tangram/schema';
import { InputNumber, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';

const units = ['minutes', 'hours', 'days'] as const;

/** A length of time, `{ amount, unit }`; empty for none. */
export function SpanWidget({ id, value, onChange, hasProblem }: WidgetProps) {
  const { t } = useTranslation('ui');
  const span = (value ?? {}) as JsonObject;
  const unit = typeof span['unit'] === 'string' ? span['unit'] : 'hours';
  return (
    <Space.Compact block>
      <InputNumber
        id={id}
        min={0}
        precision={0}
        style={{ width: '100%' }}
        value={typeof span['amount'] === 'number' ? span['amount'] : null}
        {...(hasProblem ? { status: 'error' as const } : {})}
        onChange={(amount) => onChange(amount === null ? undefined : { amount, unit })}
      />
      <Select
        style={{ width: 120 }}
        aria-label={t('settings.choose')}
        value={unit}
        options={units.map((one) => ({ value: one, label: t(`duration.${one}`) }))}
        onChange={(next) => onChange({ amount: typeof span['amount'] === 'number' ? span['amount'] : 1, unit: next })}
      />
    </Space.Compact>
  );
}
