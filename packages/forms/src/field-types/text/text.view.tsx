import type { FieldView } from '../../field.view.tsx';
import { TextInput } from '../TextInput.view.tsx';

export const textView: FieldView = {
  Input: (props) => <TextInput {...props} />,
  Cell: ({ value }) => <>{String(value)}</>,
};
