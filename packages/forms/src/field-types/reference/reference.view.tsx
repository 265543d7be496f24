import { useCallback } from 'react';
import { type FieldInputProps, type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { RecordPicker, referenceOf, titleOf } from '../RecordPicker.view.tsx';
import { textOf } from '../../values/text-of.ts';

function ReferenceInput(props: FieldInputProps) {
  const { findRecords } = useFieldSurroundings();
  const form = textOf(props.field.settings?.['form'] ?? '');
  const find = useCallback((text: string) => findRecords?.(form, text) ?? Promise.resolve([]), [findRecords, form]);
  return <RecordPicker {...props} find={findRecords === undefined ? undefined : find} />;
}

export const referenceView: FieldView = {
  Input: ReferenceInput,
  Cell({ field, value }) {
    const { RecordLink } = useFieldSurroundings();
    const reference = referenceOf(value);
    if (reference === null) return null;
    const title = titleOf(reference);
    if (RecordLink === undefined) return <>{title}</>;
    return (
      <RecordLink form={textOf(field.settings?.['form'] ?? '')} id={reference.id}>
        {title}
      </RecordLink>
    );
  },
};
