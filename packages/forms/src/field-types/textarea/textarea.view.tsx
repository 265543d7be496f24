import { textIn } from '@tangram/schema';
import { Input } from 'antd';
import { type FieldInputProps, type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { textOf } from '../../values/text-of.ts';

function TextareaInput({
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
  const rows = typeof field.settings?.['rows'] === 'number' ? field.settings['rows'] : 3;
  return (
    <Input.TextArea
      {...(id === undefined ? {} : { id })}
      {...(hasProblem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      value={value === null ? '' : textOf(value)}
      placeholder={placeholder ?? textIn(field.placeholder, language)}
      autoSize={{ minRows: rows, maxRows: 20 }}
      autoFocus={autoFocus ?? false}
      readOnly={isReadOnly ?? false}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={() => onDone?.()}
    />
  );
}

export const textareaView: FieldView = {
  Input: TextareaInput,
  Cell: ({ value, isDense }) =>
    isDense ? (
      <>{textOf(value).replaceAll('\n', ' ')}</>
    ) : (
      <span style={{ whiteSpace: 'pre-wrap' }}>{textOf(value)}</span>
    ),
};
