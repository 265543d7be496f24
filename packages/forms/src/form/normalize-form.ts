import type { FieldSchema, FormDefinition, JsonValue, LayoutNode } from '@tangram/schema';
import { textIn } from '@tangram/schema';
import { fieldTypeNamed } from '../field-types/index.ts';

/**
 * The definition as it is stored: keys in a stable order, the JSON Schema part of every field made again from the field,
 * fields that no layout names put at its end. What is beside `field` in a property is never taken from the outside.
 */
export function normalizeForm(definition: FormDefinition): FormDefinition {
  const properties: { [key: string]: FieldSchema } = {};
  for (const [key, schema] of Object.entries(definition.properties)) properties[key] = fieldSchema(schema);
  const required = (definition.required ?? []).filter(
    (key, index, all) => key in properties && all.indexOf(key) === index,
  );
  const {
    title,
    description,
    icon,
    titleField,
    stageField,
    layout,
    conditions,
    views,
    public: publicForm,
  } = definition.form;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    form: {
      title,
      ...given({ description, icon, titleField, stageField }),
      layout: completeLayout(layout ?? [], Object.keys(properties)),
      ...given({ conditions, views, public: publicForm }),
    },
  };
}

/** The fields that a layout shows, in its order. */
export function layoutFields(layout: readonly LayoutNode[]): string[] {
  return layout.flatMap((node) => (node.type === 'field' ? [node.field] : layoutFields(node.children)));
}

function fieldSchema(schema: FieldSchema): FieldSchema {
  const { field } = schema;
  const type = fieldTypeNamed(field.type);
  const title = textIn(field.title, 'en');
  return {
    ...(title === '' ? {} : { title }),
    ...((type?.jsonSchema(field) ?? {}) as { readonly [keyword: string]: JsonValue }),
    ...(field.formula === undefined && type?.isGenerated !== true ? {} : { readOnly: true }),
    field: {
      type: field.type,
      title: field.title,
      ...given({
        help: field.help,
        placeholder: field.placeholder,
        default: field.default,
        formula: field.formula,
        unique: field.unique,
        indexed: field.indexed,
        settings: field.settings,
      }),
    },
  };
}

function completeLayout(layout: readonly LayoutNode[], keys: readonly string[]): readonly LayoutNode[] {
  const shown = new Set(layoutFields(layout));
  const missing = keys.filter((key) => !shown.has(key));
  return missing.length === 0 ? layout : [...layout, ...missing.map((field): LayoutNode => ({ type: 'field', field }))];
}

/** The members that are there: `exactOptionalPropertyTypes` and the stored document know no undefined. */
function given<Part extends object>(part: Part): { [Name in keyof Part]?: Exclude<Part[Name], undefined> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Part]?: Exclude<Part[Name], undefined>;
  };
}
