import { textIn } from '@tangram/schema';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { type FieldInputProps, type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { localeOf } from '../locale.ts';
import { textOf } from '../../values/text-of.ts';

function DateInput({
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
  const { language } = useFieldSurroundings();
  const { earliest, latest } = field.settings ?? {};
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(hasProblem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      {...(typeof earliest === 'string' ? { minDate: dayjs(earliest) } : {})}
      {...(typeof latest === 'string' ? { maxDate: dayjs(latest) } : {})}
      style={{ width: '100%' }}
      value={typeof value === 'string' && dayjs(value).isValid() ? dayjs(value) : null}
      placeholder={
        placeholder ?? (textIn(field.placeholder, language) || (language === 'zh' ? '选择日期' : 'Choose a date'))
      }
      format={['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD']}
      autoFocus={autoFocus ?? false}
      {...(autoFocus ? { defaultOpen: true } : {})}
      disabled={isReadOnly ?? false}
      onChange={(next) => onChange(next?.isValid() === true ? next.format('YYYY-MM-DD') : null)}
      onOpenChange={(isOpen) => {
        if (!isOpen) onDone?.();
      }}
    />
  );
}

export const dateView: FieldView = {
  Input: DateInput,
  Cell({ value }) {
    const { language } = useFieldSurroundings();
    const shown = new Date(`${textOf(value)}T00:00:00Z`);
    if (Number.isNaN(shown.getTime())) return <>{textOf(value)}</>;
    const format = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeZone: 'UTC' });
    return <time dateTime={textOf(value)}>{format.format(shown)}</time>;
  },
};
