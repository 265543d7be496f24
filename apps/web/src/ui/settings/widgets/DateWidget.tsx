import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { WidgetProps } from '../surroundings.ts';

/** A day, stored as ISO 8601 (`2026-11-27`). */
export function DateWidget({ id, value, onChange, hasProblem }: WidgetProps) {
  return (
    <DatePicker
      id={id}
      style={{ width: '100%' }}
      value={typeof value === 'string' && dayjs(value).isValid() ? dayjs(value) : null}
      format={['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD']}
      {...(hasProblem ? { status: 'error' as const } : {})}
      onChange={(next) => onChange(next?.isValid() === true ? next.format('YYYY-MM-DD') : undefined)}
    />
  );
}
