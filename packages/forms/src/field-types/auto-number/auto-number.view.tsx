import { type FieldView, useFieldSurroundings } from '../../field.view.tsx';

const words = { en: 'Given on saving', zh: '保存后自动生成' };

export const autoNumberView: FieldView = {
  Input({ value, id }) {
    const { language } = useFieldSurroundings();
    return (
      <output id={id} style={{ color: 'var(--t-textFaint)', lineHeight: '36px' }}>
        {value === null ? words[language] : String(value)}
      </output>
    );
  },
  Cell: ({ value }) => <span style={{ fontVariantNumeric: 'tabular-nums' }}>{String(value)}</span>,
};
