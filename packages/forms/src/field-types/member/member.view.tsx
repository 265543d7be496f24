import { Avatar } from 'antd';
import { type FieldInputProps, type FieldView, type ReferenceValue, useFieldSurroundings } from '../../field.view.tsx';
import { RecordPicker, referenceOf, titleOf } from '../RecordPicker.view.tsx';

function MemberInput(props: FieldInputProps) {
  const { findPeople } = useFieldSurroundings();
  return <RecordPicker {...props} find={findPeople} label={(person) => <Person person={person} />} />;
}

/** A face and a name: the last character of a Chinese name, the first letters of another. */
function Person({ person }: { person: ReferenceValue }) {
  const name = titleOf(person);
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, maxWidth: '100%' }}>
      <Avatar size={20} style={{ flex: 'none', fontSize: 11, background: `hsl(${hueOf(person.id)} 42% 46%)` }}>
        {initialsOf(name)}
      </Avatar>
      <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{name}</span>
    </span>
  );
}

function initialsOf(name: string): string {
  const characters = Array.from(name.trim());
  if (/\p{Script=Han}/u.test(name)) return characters.at(-1) ?? '';
  return characters
    .filter((_, at) => at === 0 || characters[at - 1] === ' ')
    .slice(0, 2)
    .join('')
    .toUpperCase();
}

/** Always the same for one person. */
function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) as number)) % 360;
  return sum;
}

export const memberView: FieldView = {
  Input: MemberInput,
  Cell({ value }) {
    const person = referenceOf(value);
    return person === null ? null : <Person person={person} />;
  },
};
