import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import styles from '../ExpressionEditor.module.css';
import { textOfLiteral } from './literal-value.ts';
import { type RelativeDay, readRelativeDay, relativeDayText } from './relative-day.ts';

const kinds = ['date', 'today', 'days-before', 'days-after', 'months-before', 'months-after'] as const;
type Kind = (typeof kinds)[number];

/** A fixed day, the day on which it is asked, or one so many days or months from it. */
export function DayEditor({
  label,
  value,
  onChange,
}: {
  label: string;
  /** FEEL; empty while none is given. */
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation('expressions');
  const relative = readRelativeDay(value);
  const day = textOfLiteral(value);
  const kind: Kind = value === 'today()' ? 'today' : relative === null ? 'date' : kindOf(relative);
  const toKind = (next: Kind) => {
    const shape = shapeOf(next);
    if (shape !== null) onChange(relativeDayText({ ...shape, amount: relative?.amount ?? firstAmount[shape.unit] }));
    else onChange(next === 'today' ? 'today()' : '');
  };
  return (
    <span className={styles['day']}>
      {relative !== null && (
        <InputNumber
          className={styles['amount'] ?? ''}
          aria-label={`${label}: ${t(`units.${relative.unit}`)}`}
          min={0}
          precision={0}
          value={relative.amount}
          onChange={(amount) => amount !== null && onChange(relativeDayText({ ...relative, amount }))}
        />
      )}
      <Select<Kind>
        aria-label={label}
        value={kind}
        popupMatchSelectWidth={false}
        options={kinds.map((each) => ({ value: each, label: t(`dayKinds.${each}`) }))}
        onChange={toKind}
      />
      {kind === 'date' && (
        <DatePicker
          aria-label={label}
          className={styles['value'] ?? ''}
          value={day === undefined ? null : dayjs(day)}
          onChange={(next) => onChange(next === null ? '' : `@"${next.format('YYYY-MM-DD')}"`)}
        />
      )}
    </span>
  );
}

const firstAmount = { days: 30, months: 3 } as const;

function kindOf({ unit, isBefore }: RelativeDay): Kind {
  return `${unit}-${isBefore ? 'before' : 'after'}`;
}

function shapeOf(kind: Kind): Omit<RelativeDay, 'amount'> | null {
  const [unit, side] = kind.split('-');
  if (side === undefined) return null;
  return { unit: unit === 'months' ? 'months' : 'days', isBefore: side === 'before' };
}
