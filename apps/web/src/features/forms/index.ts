/** What other features use of this one. */
export { RecordForm, type RecordFormProps } from './record-form/RecordForm.tsx';
export { createRecordDraft, type RecordDraft, type RecordDraftState } from './record-form/record-draft.ts';
export { useRecordDraft } from './record-form/useRecordDraft.ts';
export { formModelOf, useFieldSurroundingsOf } from './record-form/useFieldSurroundingsOf.tsx';
