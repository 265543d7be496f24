import type { Absence } from '@tangram/client';
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import styles from './AbsenceDays.module.css';

/** The first and the last day away; an open end is until further notice. Two fields, because a range does not fit a phone. */
export function AbsenceDays({ value, onChange }: { value?: Absence; onChange?: (absence: Absence) => void }) {
  const { t } = useTranslation('ui');
  const { absent_from: from = null, absent_until: until = null } = value ?? {};
  const change = (first: Dayjs | null, last: Dayjs | null) =>
    onChange?.({
      absent_from: first === null ? null : dayText(first),
      absent_until: first === null || last === null || last.isBefore(first, 'day') ? null : dayText(last),
    });
  const [first, last] = [dayOf(from), dayOf(until)];
  return (
    <div className={styles['days']}>
      <DatePicker
        value={first}
        placeholder={t('absence.from')}
        aria-label={t('absence.from')}
        onChange={(day) => change(day, last)}
      />
      <DatePicker
        value={last}
        placeholder={t('absence.until')}
        aria-label={t('absence.until')}
        disabled={first === null}
        {...(first === null ? {} : { minDate: first })}
        onChange={(day) => change(first, day)}
      />
    </div>
  );
}

function dayOf(text: string | null): Dayjs | null {
  return text === null ? null : dayjs(text);
}

function dayText(day: Dayjs): string {
  return day.format('YYYY-MM-DD');
}
