import { type FieldInputProps, type FieldView, type ReferenceValue, useFieldSurroundings } from '../../field.view.tsx';
import { RecordPicker, referenceOf, titleOf } from '../RecordPicker.view.tsx';

function MemberInput(props: FieldInputProps) {
  const { findPeople } = useFieldSurroundings();
  return <RecordPicker {...props} find={findPeople} label={(person) => <Person person={person} />} />;
}

function Person({ person }: { person: ReferenceValue }) {
  const { PersonFace } = useFieldSurroundings();
  const name = titleOf(person);
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, maxWidth: '100%' }}>
      {PersonFace !== undefined && <PersonFace name={name} />}
      <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{name}</span>
    </span>
  );
}

export const memberView: FieldView = {
  Input: MemberInput,
  Cell({ value }) {
    const person = referenceOf(value);
    return person === null ? null : <Person person={person} />;
  },
};
