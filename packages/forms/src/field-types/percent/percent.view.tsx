import { type FieldInputProps, type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { decimalOfJson, shiftDecimal } from '../../values/decimal-text.ts';
import { DecimalInput } from '../DecimalInput.view.tsx';
import { shownNumber } from '../shown-number.ts';

/** People type 12.5 and mean 0.125. */
function PercentInput(props: FieldInputProps) {
  const fraction = decimalOfJson(props.value);
  return (
    <DecimalInput
      {...props}
      suffix="%"
      value={fraction === null ? props.value : shiftDecimal(fraction, 2)}
      onChange={(next) => {
        const decimal = decimalOfJson(next);
        props.onChange(decimal === null ? next : shiftDecimal(decimal, -2));
      }}
    />
  );
}

export const percentView: FieldView = {
  Input: PercentInput,
  Cell({ value }) {
    const { language } = useFieldSurroundings();
    return (
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>{shownNumber(value, language, { style: 'percent' })}</span>
    );
  },
};
