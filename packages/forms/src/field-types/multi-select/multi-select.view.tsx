import { textIn } from '@tangram/schema';
import { Select } from 'antd';
import { type FieldInputProps, type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { optionsOf } from '../../values/options.ts';
import { chooseWords } from '../choose-words.ts';
import { OptionTag } from '../OptionTag.view.tsx';
import { textOf } from '../../values/text-of.ts';

function MultiSelectInput({
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
  const isOpen = field.settings?.['isOpen'] === true;
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(hasProblem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      mode={isOpen ? 'tags' : 'multiple'}
      style={{ width: '100%' }}
      value={Array.isArray(value) ? value.map(textOf) : []}
      placeholder={placeholder ?? (textIn(field.placeholder, language) || chooseWords[language])}
      allowClear
      showSearch={{ optionFilterProp: 'title' }}
      {...(isOpen ? { tokenSeparators: [',', '，', ';', '；'] } : {})}
      autoFocus={autoFocus ?? false}
      {...(autoFocus ? { defaultOpen: true } : {})}
      disabled={isReadOnly ?? false}
      options={optionsOf(field).map((option) => {
        const title = textIn(option.title, language) || option.value;
        return { value: option.value, title, label: title };
      })}
      onChange={(next: string[]) => onChange(next.length === 0 ? null : next)}
      onBlur={() => onDone?.()}
    />
  );
}

export const multiSelectView: FieldView = {
  Input: MultiSelectInput,
  Cell: ({ field, value, isDense }) => (
    <span
      style={{
        display: 'inline-flex',
        gap: 4,
        flexWrap: isDense ? 'nowrap' : 'wrap',
        overflow: 'hidden',
        maxWidth: '100%',
      }}
    >
      {(Array.isArray(value) ? value : [value]).map((one) => (
        <OptionTag key={textOf(one)} field={field} value={textOf(one)} />
      ))}
    </span>
  ),
};
