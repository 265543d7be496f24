import type { FieldView } from '../../field.view.tsx';
import { TextInput } from '../TextInput.view.tsx';
import { textOf } from '../../values/text-of.ts';

export const textView: FieldView = {
  Input: (props) => <TextInput {...props} />,
  Cell: ({ value }) => <>{textOf(value)}</>,
};
