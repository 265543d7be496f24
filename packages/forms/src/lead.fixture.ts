import type { FieldDefinition, FieldSchema, FormDefinition, FormSettings, JsonObject } from '@tangram/schema';
import type { FormModel } from './model/form-model.ts';
import { modelForm } from './model/model-form.ts';

/** Short writing of forms for tests. */
export function formOf(
  fields: { readonly [key: string]: FieldDefinition },
  form: Partial<FormSettings> = {},
  required: readonly string[] = [],
): FormDefinition {
  const properties: { [key: string]: FieldSchema } = {};
  for (const [key, field] of Object.entries(fields)) properties[key] = { field };
  return { type: 'object', properties, required, form: { title: { en: 'Lead', zh: '线索' }, layout: [], ...form } };
}

export function fieldOf(type: string, settings?: JsonObject, more: Partial<FieldDefinition> = {}): FieldDefinition {
  return { type, title: { en: type, zh: type }, ...(settings === undefined ? {} : { settings }), ...more };
}

/** Models of one application's forms that know each other. */
export function modelsOf(forms: { readonly [key: string]: FormDefinition }, app = 'crm'): { [key: string]: FormModel } {
  const models: { [key: string]: FormModel } = {};
  for (const [key, definition] of Object.entries(forms)) {
    models[key] = modelForm(
      app,
      key,
      definition,
      (other, form) => (other === app ? models[form] : undefined),
      () => Object.keys(forms),
    );
  }
  return models;
}

export const sources = { options: [{ value: '官网', title: { en: 'Website', zh: '官网' } }, { value: '展会' }] };
