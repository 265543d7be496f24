import { type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { DecimalInput } from '../DecimalInput.view.tsx';
import { shownNumber } from '../shown-number.ts';

export const numberView: FieldView = {
  Input(props) {
    const unit = props.field.settings?.['unit'];
    return <DecimalInput {...props} {...(typeof unit === 'string' ? { suffix: unit } : {})} />;
  },
  Cell({ field, value }) {
    const { language } = useFieldSurroundings();
    const { digits, unit } = field.settings ?? {};
    const shown = shownNumber(value, language, typeof digits === 'number' ? { minimumFractionDigits: digits } : {});
    return (
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>
        {typeof unit === 'string' ? `${shown} ${unit}` : shown}
      </span>
    );
  },
};
