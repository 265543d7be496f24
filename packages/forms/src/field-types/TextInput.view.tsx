import { textIn } from '@tangram/schema';
import { Input, type InputProps } from 'antd';
import { type FieldInputProps, useFieldSurroundings } from '../field.view.tsx';
import { textOf } from '../values/text-of.ts';

/** One line of text, as the text-like types share it. */
export function TextInput({
  field,
  value,
  onChange,
  onDone,
  id,
  isReadOnly,
  hasProblem,
  autoFocus,
  placeholder,
  ...more
}: FieldInputProps & Pick<InputProps, 'type' | 'inputMode' | 'autoComplete' | 'maxLength' | 'prefix'>) {
  const { language } = useFieldSurroundings();
  return (
    <Input
      {...more}
      {...(id === undefined ? {} : { id })}
      {...(hasProblem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      value={value === null ? '' : textOf(value)}
      placeholder={placeholder ?? textIn(field.placeholder, language)}
      autoFocus={autoFocus ?? false}
      readOnly={isReadOnly ?? false}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={() => onDone?.()}
      onPressEnter={(event) => {
        if (!event.nativeEvent.isComposing) onDone?.();
      }}
    />
  );
}
