import { type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { textOf } from '../../values/text-of.ts';

const words = { en: 'Given on saving', zh: '保存后自动生成' };

export const autoNumberView: FieldView = {
  Input({ value, id }) {
    const { language } = useFieldSurroundings();
    return (
      <output id={id} style={{ color: 'var(--t-textFaint)', lineHeight: '36px' }}>
        {value === null ? words[language] : textOf(value)}
      </output>
    );
  },
  Cell: ({ value }) => <span style={{ fontVariantNumeric: 'tabular-nums' }}>{textOf(value)}</span>,
};
