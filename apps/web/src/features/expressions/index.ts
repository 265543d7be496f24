export { ConditionBuilder, type ConditionBuilderProps } from './ConditionBuilder.tsx';
export { ExpressionInput, type ExpressionInputProps } from './ExpressionInput.tsx';
export { type ConditionField, conditionFields, type ConditionNames, type ConditionOption } from './condition-field.ts';
export { formNames, useFormNames } from './useFormNames.ts';
export type { RecordPicker } from './ValueEditor.tsx';
