import type { JsonObject, JsonSchema, JsonValue, Language, LocalText } from '@tangram/schema';
import { textIn } from '@tangram/schema';

/** How one member of a settings object is edited. Decided here, drawn by `SettingsField`. */
export type Control =
  | 'widget'
  | 'choice'
  | 'choices'
  | 'text'
  | 'long-text'
  | 'number'
  | 'switch'
  | 'local-text'
  | 'object-list'
  | 'text-list'
  | 'widget-list'
  | 'object'
  | 'variants'
  | 'none';

/** A JSON Schema of settings, with what our keywords say of it. */
export interface SettingSchema {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/** The members of an object schema, in the order they are written; constants and `x-hidden` ones are not shown. */
export function settingsOf(schema: JsonSchema): readonly SettingSchema[] {
  const properties = (schema['properties'] ?? {}) as { readonly [name: string]: JsonSchema };
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  return Object.entries(properties)
    .filter(([, member]) => member['const'] === undefined && member['x-hidden'] !== true)
    .map(([name, member]) => ({ name, schema: member, isRequired: required.has(name) }));
}

export function widgetOf(schema: JsonSchema): string | undefined {
  const widget = schema['widget'] ?? schema['ui:widget'] ?? schema['x-widget'];
  return typeof widget === 'string' ? widget : undefined;
}

/**
 * What to draw for a schema, from its own words alone: a widget that is there (`widgets`) first, then what the type
 * allows. A text is long with `x-multiline`; a `LocalText` is recognised by its two branches, text and object; a union
 * of objects by the constant that tells its branches apart.
 */
export function controlFor(schema: JsonSchema, widgets: { readonly [name: string]: unknown } = {}): Control {
  const widget = widgetOf(schema);
  if (widget !== undefined && widgets[widget] !== undefined) return 'widget';
  if (isLocalText(schema)) return 'local-text';
  if (choicesOf(schema, 'en').length > 0) return 'choice';
  if (variantsOf(schema).length > 0) return 'variants';
  switch (typeOf(schema)) {
    case 'string':
      return schema['x-multiline'] === true ? 'long-text' : 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'switch';
    case 'array':
      return arrayControl((schema['items'] ?? {}) as JsonSchema, widgets);
    case 'object':
      return settingsOf(schema).length > 0 ? 'object' : 'none';
    default:
      return 'none';
  }
}

/** The title shown: `x-title`, else `title` (both may be a `LocalText`), else the key with its words apart. */
export function titleOf(name: string, schema: JsonSchema, language: Language): string {
  const title = textIn((schema['x-title'] ?? schema['title']) as LocalText | undefined, language);
  return title === '' ? wordsOf(name) : title;
}

export function helpOf(schema: JsonSchema, language: Language): string {
  return textIn(
    (schema['x-help'] ?? schema['x-description'] ?? schema['description']) as LocalText | undefined,
    language,
  );
}

export interface Choice {
  readonly value: string | number | boolean;
  readonly title: string;
}

/** The values to choose from: `enum` with `x-titles` (value -> LocalText, or a list), or `oneOf` of `const` and `title`. */
export function choicesOf(schema: JsonSchema, language: Language): readonly Choice[] {
  const branches = (schema['oneOf'] ?? schema['anyOf']) as readonly JsonSchema[] | undefined;
  if (branches?.every((branch) => branch['const'] !== undefined) === true) {
    return branches.map((branch) => ({
      value: branch['const'] as Choice['value'],
      title: titleOf(String(branch['const']), branch, language),
    }));
  }
  const values = schema['enum'] as readonly Choice['value'][] | undefined;
  const titles = schema['x-titles'] ?? schema['x-enum-titles'];
  return (values ?? []).map((value, at) => {
    const title = Array.isArray(titles)
      ? titles[at]
      : (titles as { [value: string]: LocalText } | undefined)?.[String(value)];
    return { value, title: textIn(title as LocalText | undefined, language) || wordsOf(String(value)) };
  });
}

/** One branch of a union: the constants that mark it, and its own schema. */
export interface Variant {
  readonly title: string;
  readonly marks: JsonObject;
  readonly schema: JsonSchema;
}

/** The branches of a `oneOf` of objects that differ by constant members, `{ type: { const: 'person' } }`. */
export function variantsOf(schema: JsonSchema, language: Language = 'en'): readonly Variant[] {
  const branches = (schema['oneOf'] ?? schema['anyOf']) as readonly JsonSchema[] | undefined;
  const variants = (branches ?? []).map((branch): Variant => {
    const members = Object.entries((branch['properties'] ?? {}) as { readonly [name: string]: JsonSchema });
    const marks = members
      .filter(([, member]) => member['const'] !== undefined)
      .map(([name, member]) => [name, member['const']]);
    return {
      title: titleOf(`${marks[0]?.[1] as string | undefined}`, branch, language),
      marks: Object.fromEntries(marks) as JsonObject,
      schema: branch,
    };
  });
  return variants.every((variant) => Object.keys(variant.marks).length > 0) ? variants : [];
}

/** The branch that a value belongs to. */
export function variantOf(value: JsonValue | undefined, variants: readonly Variant[]): Variant | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return variants.find((one) =>
    Object.entries(one.marks).every(([name, mark]) => (value as JsonObject)[name] === mark),
  );
}

/** What a new item of a list begins with: the defaults and empty texts of its schema. */
export function newItem(schema: JsonSchema): JsonValue {
  if (schema['default'] !== undefined) return schema['default'] as JsonValue;
  const [variant] = variantsOf(schema);
  if (variant !== undefined) return { ...(newItem(variant.schema) as JsonObject), ...variant.marks };
  if (typeOf(schema) !== 'object') return '';
  const item: { [name: string]: JsonValue } = {};
  for (const { name, schema: member, isRequired } of settingsOf(schema)) {
    if (member['default'] !== undefined) item[name] = member['default'] as JsonValue;
    else if (isRequired && (isLocalText(member) || typeOf(member) === 'string')) item[name] = '';
  }
  return item;
}

/** `settings` with one member set, or taken out when `value` is undefined. */
export function withSetting(settings: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  const { [name]: _, ...others } = settings;
  if (value === undefined) return others;
  return Object.hasOwn(settings, name) ? { ...settings, [name]: value } : { ...others, [name]: value };
}

/** `itemKey` -> `Item key`: better than nothing where a schema names no title. */
function wordsOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

function isLocalText(schema: JsonSchema): boolean {
  if (schema['x-local-text'] === true) return true;
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  return (
    branches?.length === 2 &&
    branches.some((branch) => branch['type'] === 'string') &&
    branches.some((branch) => branch['type'] === 'object' && typeof branch['additionalProperties'] === 'object')
  );
}

function arrayControl(items: JsonSchema, widgets: { readonly [name: string]: unknown }): Control {
  const control = controlFor(items, widgets);
  if (control === 'widget') return 'widget-list';
  if (control === 'choice') return 'choices';
  if (control === 'local-text' || control === 'object' || control === 'variants') return 'object-list';
  return typeOf(items) === 'string' ? 'text-list' : 'none';
}

/** The one type of a schema; `['string', 'null']` counts as a string. */
function typeOf(schema: JsonSchema): string | undefined {
  const type = schema['type'];
  if (Array.isArray(type)) return type.find((one) => one !== 'null') as string | undefined;
  if (typeof type === 'string') return type;
  return schema['properties'] === undefined ? undefined : 'object';
}
