import type { FieldView } from '../../field.view.tsx';
import { TextInput } from '../TextInput.view.tsx';
import { textOf } from '../../values/text-of.ts';

export const emailView: FieldView = {
  Input: (props) => <TextInput {...props} type="email" inputMode="email" autoComplete="email" />,
  Cell: ({ value }) => <a href={`mailto:${textOf(value)}`}>{textOf(value)}</a>,
};
