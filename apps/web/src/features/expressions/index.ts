export { ExpressionEditor, type ExpressionEditorProps } from './ExpressionEditor.tsx';
export { type ExpressionSurroundings, useFormSurroundings } from './expression-surroundings.ts';
export { type ConditionField, conditionFields, type ConditionNames, type ConditionOption } from './condition-field.ts';
export { formNames } from './form-names.ts';
export { PartsList } from './preview/PartsList.tsx';
export { readAloud } from './read-aloud.ts';
