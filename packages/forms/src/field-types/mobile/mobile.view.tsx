import type { FieldView } from '../../field.view.tsx';
import { TextInput } from '../TextInput.view.tsx';
import { textOf } from '../../values/text-of.ts';

export const mobileView: FieldView = {
  Input: (props) => <TextInput {...props} type="tel" inputMode="tel" autoComplete="tel" />,
  Cell: ({ value }) => (
    <a href={`tel:${textOf(value)}`} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {spaced(textOf(value))}
    </a>
  ),
};

/** `13800138000` -> `138 0013 8000`. */
function spaced(number: string): string {
  return /^\d{11}$/.test(number) ? `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}` : number;
}
