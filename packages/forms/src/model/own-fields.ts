import type { FieldModel, FormModel } from './form-model.ts';

/** The form's own fields, system fields left out. */
export function ownFields(form: FormModel): FieldModel[] {
  return [...form.fields.values()].filter((field) => !field.isSystem);
}
