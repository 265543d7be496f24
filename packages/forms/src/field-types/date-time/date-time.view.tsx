import { textIn } from '@tangram/schema';
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type FieldInputProps, type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { localeOf } from '../locale.ts';
import { instantIn, shownIn } from '../../values/calendar.ts';
import { textOf } from '../../values/text-of.ts';

/** The picker knows only the browser's zone: it is given the clock of the workspace's zone, and read back the same way. */
function DateTimeInput({
  field,
  value,
  onChange,
  onDone,
  id,
  isReadOnly,
  hasProblem,
  autoFocus,
  placeholder,
}: FieldInputProps) {
  const { language, zone } = useFieldSurroundings();
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(hasProblem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      style={{ width: '100%' }}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format={['YYYY-MM-DD HH:mm', 'YYYY/M/D HH:mm']}
      value={clockOf(value, zone)}
      placeholder={
        placeholder ??
        (textIn(field.placeholder, language) || (language === 'zh' ? '选择日期和时间' : 'Choose a date and time'))
      }
      autoFocus={autoFocus ?? false}
      {...(autoFocus ? { defaultOpen: true } : {})}
      disabled={isReadOnly ?? false}
      onChange={(next) => onChange(next?.isValid() === true ? instantOf(next, zone) : null)}
      onOpenChange={(isOpen) => {
        if (!isOpen) onDone?.();
      }}
    />
  );
}

export const dateTimeView: FieldView = {
  Input: DateTimeInput,
  Cell({ value }) {
    const { language, zone } = useFieldSurroundings();
    const instant = new Date(textOf(value));
    if (Number.isNaN(instant.getTime())) return <>{textOf(value)}</>;
    const format = new Intl.DateTimeFormat(localeOf[language], {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: zone,
    });
    return <time dateTime={textOf(value)}>{format.format(instant)}</time>;
  },
};

function clockOf(value: unknown, zone: string): Dayjs | null {
  const instant = new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(instant.getTime())) return null;
  return dayjs(shownIn(zone, instant).toISOString().slice(0, -1));
}

function instantOf(clock: Dayjs, zone: string): string {
  const date = { year: clock.year(), month: clock.month() + 1, day: clock.date() };
  const time = { hour: clock.hour(), minute: clock.minute(), second: clock.second(), millisecond: 0 };
  return instantIn(zone, date, time).toISOString();
}
