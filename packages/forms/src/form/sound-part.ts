import { type FormDefinition, shapeCheck } from '@tangram/schema';
import { fieldTypeNamed } from '../field-types/index.ts';

type Document = { readonly [key: string]: unknown };

/**
 * What of a document can be looked at further. Whatever has a wrong shape was told by the shape check and is left out;
 * list entries become null instead, so that those after them keep their index. Null when there is nothing to look at.
 */
export function soundPart(document: unknown): FormDefinition | null {
  if (!isRecord(document)) return null;
  const properties: { [key: string]: unknown } = {};
  for (const [key, property] of Object.entries(isRecord(document['properties']) ? document['properties'] : {})) {
    const field = isRecord(property) ? property['field'] : undefined;
    if (isRecord(field) && typeof field['type'] === 'string')
      properties[key] = { field: soundField(key, field, field['type']) };
  }
  const form = isRecord(document['form']) ? document['form'] : {};
  const definition = {
    type: 'object',
    properties,
    required: texts(document['required']),
    form: {
      title: isTitle(form['title']) ? form['title'] : '',
      ...(typeof form['titleField'] === 'string' ? { titleField: form['titleField'] } : {}),
      ...(typeof form['stageField'] === 'string' ? { stageField: form['stageField'] } : {}),
      layout: soundLayout(form['layout']),
      conditions: entries(form['conditions'], (entry) =>
        typeof entry['when'] === 'string' ? { ...entry, fields: texts(entry['fields']) } : null,
      ),
      views: entries(form['views'], (entry) => ({
        ...entry,
        columns: entries(entry['columns'], (column) => (typeof column['field'] === 'string' ? column : null)),
        sort: entries(entry['sort'], (key) => (typeof key['field'] === 'string' ? key : null)),
        filter: typeof entry['filter'] === 'string' ? entry['filter'] : undefined,
      })),
      ...(isRecord(form['public']) ? { public: { ...form['public'], fields: texts(form['public']['fields']) } } : {}),
    },
  };
  // Every member was looked at above; TypeScript cannot follow that through `unknown`.
  return definition as unknown as FormDefinition;
}

function soundField(key: string, field: Document, typeName: string): Document {
  const { type: _type, title, settings, default: standard, formula, ...rest } = field;
  const sound = {
    ...rest,
    type: typeName,
    title: isTitle(title) ? title : key,
    ...(typeof standard === 'string' ? { default: standard } : {}),
    ...(typeof formula === 'string' ? { formula } : {}),
  };
  const type = fieldTypeNamed(typeName);
  const isSound = isRecord(settings) && type !== undefined && shapeCheck(type.settings)(settings).length === 0;
  return isSound ? { ...sound, settings } : sound;
}

function soundLayout(layout: unknown, depth = 0): unknown[] {
  return entries(layout, (node) => {
    if (node['type'] === 'field') return typeof node['field'] === 'string' ? node : null;
    if (node['type'] === 'section' && depth < 20)
      return { ...node, children: soundLayout(node['children'], depth + 1) };
    return null;
  });
}

function entries(list: unknown, sound: (entry: Document) => unknown): unknown[] {
  return Array.isArray(list) ? list.map((entry: unknown) => (isRecord(entry) ? sound(entry) : null)) : [];
}

function texts(list: unknown): (string | null)[] {
  return Array.isArray(list) ? list.map((entry: unknown) => (typeof entry === 'string' ? entry : null)) : [];
}

function isTitle(value: unknown): boolean {
  return (
    typeof value === 'string' || (isRecord(value) && Object.values(value).every((text) => typeof text === 'string'))
  );
}

function isRecord(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
