import { textIn } from '@tangram/schema';
import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { type FieldInputProps, useFieldSurroundings } from '../field.view.tsx';
import { textOf } from '../values/text-of.ts';

/** A decimal, kept as text while it is edited, so that no digit is lost. */
export function DecimalInput({
  field,
  value,
  onChange,
  onDone,
  id,
  isReadOnly,
  hasProblem,
  autoFocus,
  placeholder,
  prefix,
  suffix,
}: FieldInputProps & { prefix?: ReactNode; suffix?: ReactNode }) {
  const { language } = useFieldSurroundings();
  return (
    <InputNumber<string>
      {...(id === undefined ? {} : { id })}
      {...(hasProblem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      {...(prefix === undefined ? {} : { prefix })}
      {...(suffix === undefined ? {} : { suffix })}
      stringMode
      controls={false}
      changeOnWheel={false}
      style={{ width: '100%' }}
      value={value === null ? null : textOf(value)}
      placeholder={placeholder ?? textIn(field.placeholder, language)}
      autoFocus={autoFocus ?? false}
      readOnly={isReadOnly ?? false}
      parser={(text) => (text ?? '').normalize('NFKC').replaceAll(/[,\s]/g, '')}
      onChange={(next) => onChange(next === null || next === '' ? null : textOf(next))}
      onBlur={() => onDone?.()}
      onPressEnter={() => onDone?.()}
    />
  );
}
