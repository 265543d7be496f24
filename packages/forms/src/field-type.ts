import type { FeelType } from '@tangram/expression';
import type {
  FieldDefinition,
  JsonObject,
  JsonSchema,
  JsonValue,
  Language,
  LocalText,
  Problem,
  ValueType,
} from '@tangram/schema';

/** Where a field type stands in the palette, in this order. */
export const fieldGroups = [
  { key: 'text', title: { en: 'Text', zh: '文本' } },
  { key: 'number', title: { en: 'Numbers', zh: '数字' } },
  { key: 'choice', title: { en: 'Choices', zh: '选项' } },
  { key: 'date', title: { en: 'Date and time', zh: '日期时间' } },
  { key: 'people', title: { en: 'People', zh: '人员' } },
  { key: 'relation', title: { en: 'Relations', zh: '关联' } },
  { key: 'file', title: { en: 'Files', zh: '文件' } },
] as const satisfies readonly { key: string; title: LocalText }[];
export type FieldGroup = (typeof fieldGroups)[number]['key'];

/** What kind of value a form's field holds, and everything the platform must know of it. One folder, one line in `field-types/index.ts`. */
export interface FieldType {
  readonly type: string;
  readonly title: LocalText;
  readonly group: FieldGroup;
  /** A component name of @ant-design/icons. */
  readonly icon: string;
  /** JSON Schema of `field.settings`; the property panel is drawn from it. */
  readonly settings: JsonSchema;
  valueType(field: FieldDefinition): ValueType;
  column(field: FieldDefinition): ColumnPlan;
  /** JSON Schema of one value, blank excluded. */
  jsonSchema(field: FieldDefinition): JsonSchema;
  /** What a person typed, a sheet held or an API sent, as the value to store; blank is null. */
  normalize(raw: JsonValue, field: FieldDefinition, context: NormalizeContext): Normalized;
  /** Needed where the value type does not say it: lists. */
  feelType?(field: FieldDefinition): FeelType;
  /** Settings of a field just dropped on the canvas, in the language of the person who drops it. */
  startSettings?(language: Language): JsonObject;
  /** Mistakes a settings schema cannot say (an option twice, limits that cross); paths begin at the field's `settings`. */
  checkSettings?(field: FieldDefinition): Problem[];
  /** The value comes from the database (a counter), never from a writer; the column has a default. */
  readonly isGenerated?: boolean;
  /** May name a record in titles and links. */
  readonly canBeTitle?: boolean;
  /** May be asked of visitors without an account. */
  readonly canBePublic?: boolean;
  readonly canBeUnique?: boolean;
  /** Reads of the column as text, and of any text as a value of the column or null; for changing a field's type. */
  readonly sql: ColumnConversion;
}

/** The column of a field in its form's table. */
export interface ColumnPlan {
  readonly sqlType: string;
  /** `form` is a key of the same application, or `app/form`. */
  readonly references?: { readonly form: string } | 'person';
  /** A condition that every stored value meets, given the quoted column. */
  check?(column: string): string;
  /** An index without being asked: what people filter and join by. */
  readonly index?: boolean;
  /** Counted by a sequence of the column's own; `format` makes the value of the SQL expression of the count (a bigint). */
  readonly counter?: { readonly start: number; format(count: string): string };
}

export interface ColumnConversion {
  /** SQL of the column's value as text, null where it is blank. */
  readonly toText: (column: string, field: FieldDefinition) => string;
  /** SQL of a value of this type out of a text, null where it would not convert. Must never raise. Null: no text converts. */
  readonly fromText: (text: string, field: FieldDefinition, context: ConversionContext) => string | null;
}

export interface ConversionContext {
  /** IANA zone in which a date without a zone is meant. */
  readonly zone: string;
  /** The table that `column.references` points to, and the SQL column of its title. */
  readonly target?: { readonly table: string; readonly title: string | null };
}

export interface NormalizeContext {
  readonly language: Language;
  /** IANA zone in which a time without a zone is meant; UTC when missing. */
  readonly zone?: string;
}

export type Normalized = { readonly value: JsonValue } | { readonly problem: Problem };
