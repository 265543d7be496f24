import { textIn } from '@tangram/schema';
import { Select } from 'antd';
import { type FieldInputProps, type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { optionsOf } from '../../values/options.ts';
import { chooseWords } from '../choose-words.ts';
import { OptionTag } from '../OptionTag.view.tsx';
import { textOf } from '../../values/text-of.ts';

function SelectInput({
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
  const options = optionsOf(field);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(hasProblem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      style={{ width: '100%' }}
      value={value === null ? null : textOf(value)}
      placeholder={placeholder ?? (textIn(field.placeholder, language) || chooseWords[language])}
      allowClear
      {...(options.length > 8 ? { showSearch: { optionFilterProp: 'title' } } : {})}
      autoFocus={autoFocus ?? false}
      {...(autoFocus ? { defaultOpen: true } : {})}
      disabled={isReadOnly ?? false}
      options={options.map((option) => ({
        value: option.value,
        title: textIn(option.title, language) || option.value,
        label: <OptionTag field={field} value={option.value} />,
      }))}
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
      onOpenChange={(isOpen) => {
        if (!isOpen) onDone?.();
      }}
    />
  );
}

export const selectView: FieldView = {
  Input: SelectInput,
  Cell: ({ field, value }) => <OptionTag field={field} value={textOf(value)} />,
};
