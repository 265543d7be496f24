import { type FeelType, feelTypeOf, type Scope } from '@tangram/expression';
import type { FieldDefinition, FormDefinition } from '@tangram/schema';
import type { FieldType } from '../field-type.ts';
import { fieldTypeNamed } from '../field-types/index.ts';
import type { FieldModel, FormLookup, FormModel } from './form-model.ts';
import { personType } from './person.ts';
import { referenceAddress } from './reference-address.ts';
import { type RelatedListModel, relatedLists } from './related-lists.ts';
import { systemFields } from './system-fields.ts';

/**
 * Makes a form's model. Fields of a type that does not exist are left out: `checkForm` refuses them before anything
 * is published, and a draft with a mistake can still be looked at.
 *
 * `lookup` is called when somebody follows a reference, not now, so forms may refer to each other in a circle; the same
 * goes for `formKeys`, the keys of the application's forms, among which are those that refer to this one.
 */
export function modelForm(
  app: string,
  key: string,
  definition: FormDefinition,
  lookup: FormLookup,
  formKeys: () => Iterable<string> = () => [],
): FormModel {
  const formNamed = (reference: string): FormModel | undefined => {
    const address = referenceAddress(reference, app);
    return address.app === app && address.form === key ? model : lookup(address.app, address.form);
  };
  const fields = modelFields(app, definition, formNamed);
  const variables: { [name: string]: FeelType } = {};
  for (const field of fields.values()) variables[field.key] = field.feelType;
  const scope: Scope = { variables };
  let known: ReadonlyMap<string, RelatedListModel> | null = null;
  const lists = () => {
    known ??= relatedLists(
      model,
      [...new Set(formKeys())].flatMap((form) => formNamed(form) ?? []),
    );
    return known;
  };
  const model: FormModel = {
    app,
    key,
    definition,
    table: { schema: app, name: key },
    fields,
    titleField: titleFieldOf(definition, fields),
    scope,
    scopeWith: (extra) => ({ variables: { ...variables, ...extra } }),
    lists,
    scopeWithLists(extra) {
      const ofLists = Object.fromEntries([...lists().values()].map(({ name, feelType }) => [name, feelType]));
      return { variables: { ...ofLists, ...variables, ...extra } };
    },
    formNamed,
  };
  return model;
}

type FormNamed = (reference: string) => FormModel | undefined;

function modelFields(app: string, definition: FormDefinition, formNamed: FormNamed): Map<string, FieldModel> {
  const required = new Set(definition.required ?? []);
  const fields = new Map<string, FieldModel>();
  for (const [key, schema] of Object.entries(definition.properties)) {
    const type = fieldTypeNamed(schema.field.type);
    if (type !== undefined) fields.set(key, modelField(key, schema.field, type, app, required.has(key), formNamed));
  }
  for (const { key, definition: field, type, columnPlan } of systemFields) {
    const isPerson = columnPlan.references === 'person';
    fields.set(key, {
      key,
      definition: field,
      type,
      valueType: type.valueType(field),
      feelType: isPerson ? personType : feelTypeOf(type.valueType(field)),
      column: key,
      columnPlan,
      isRequired: false,
      isComputed: false,
      isGenerated: false,
      isSystem: true,
      ...(isPerson ? { references: 'person' as const } : {}),
    });
  }
  return fields;
}

function modelField(
  key: string,
  field: FieldDefinition,
  type: FieldType,
  app: string,
  isRequired: boolean,
  formNamed: FormNamed,
): FieldModel {
  const columnPlan = type.column(field);
  const target = columnPlan.references;
  return {
    key,
    definition: field,
    type,
    valueType: type.valueType(field),
    feelType: feelTypeOfField(field, type, app, formNamed),
    column: key,
    columnPlan,
    isRequired,
    isComputed: field.formula !== undefined,
    isGenerated: type.isGenerated === true,
    isSystem: false,
    ...(target === undefined ? {} : { references: target === 'person' ? target : referenceAddress(target.form, app) }),
  };
}

function feelTypeOfField(field: FieldDefinition, type: FieldType, app: string, formNamed: FormNamed): FeelType {
  const target = type.column(field).references;
  if (target === 'person') return personType;
  if (target !== undefined) {
    const address = referenceAddress(target.form, app);
    return {
      type: 'reference',
      form: `${address.app}/${address.form}`,
      members: () => formNamed(target.form)?.scope.variables ?? {},
    };
  }
  return type.feelType?.(field) ?? feelTypeOf(type.valueType(field));
}

function titleFieldOf(definition: FormDefinition, fields: ReadonlyMap<string, FieldModel>): string | null {
  const chosen = definition.form.titleField;
  if (chosen !== undefined && fields.has(chosen)) return chosen;
  for (const field of fields.values()) {
    if (!field.isSystem && field.type.canBeTitle === true) return field.key;
  }
  return null;
}
