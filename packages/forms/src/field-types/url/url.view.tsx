import type { FieldView } from '../../field.view.tsx';
import { TextInput } from '../TextInput.view.tsx';
import { textOf } from '../../values/text-of.ts';

export const urlView: FieldView = {
  Input: (props) => <TextInput {...props} type="url" inputMode="url" />,
  Cell({ value }) {
    const address = textOf(value);
    // What was stored before the field was a web address might be anything; only these two schemes are followed.
    if (!/^https?:\/\//i.test(address)) return <>{address}</>;
    return (
      <a href={address} target="_blank" rel="noopener noreferrer nofollow">
        {address.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')}
      </a>
    );
  },
};
