import { CheckOutlined } from '@ant-design/icons';
import { textIn } from '@tangram/schema';
import { Segmented, Switch } from 'antd';
import { type FieldInputProps, type FieldView, useFieldSurroundings } from '../../field.view.tsx';

const words = { en: { yes: 'Yes', no: 'No' }, zh: { yes: '是', no: '否' } };

/** Once answered it is a switch; a blank one asks, so that nobody answers "no" by overlooking it. */
function BooleanInput({ field, value, onChange, onDone, id, isReadOnly, autoFocus }: FieldInputProps) {
  const { language } = useFieldSurroundings();
  const change = (next: boolean) => {
    onChange(next);
    onDone?.();
  };
  if (typeof value === 'boolean') {
    return (
      <Switch
        {...(id === undefined ? {} : { id })}
        checked={value}
        disabled={isReadOnly ?? false}
        autoFocus={autoFocus ?? false}
        onChange={change}
      />
    );
  }
  return (
    <Segmented<string>
      {...(id === undefined ? {} : { id })}
      aria-label={textIn(field.title, language)}
      value=""
      disabled={isReadOnly ?? false}
      options={[
        { value: 'yes', label: words[language].yes },
        { value: 'no', label: words[language].no },
      ]}
      onChange={(next) => change(next === 'yes')}
    />
  );
}

export const booleanView: FieldView = {
  Input: BooleanInput,
  Cell({ value }) {
    const { language } = useFieldSurroundings();
    if (value !== true) return <span style={{ color: 'var(--t-textFaint)' }}>{words[language].no}</span>;
    return <CheckOutlined aria-label={words[language].yes} style={{ color: 'var(--t-good)' }} />;
  },
};
