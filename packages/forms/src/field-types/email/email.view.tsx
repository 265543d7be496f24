import type { FieldView } from '../../field.view.tsx';
import { TextInput } from '../TextInput.view.tsx';

export const emailView: FieldView = {
  Input: (props) => <TextInput {...props} type="email" inputMode="email" autoComplete="email" />,
  Cell: ({ value }) => <a href={`mailto:${String(value)}`}>{String(value)}</a>,
};
