import type { LocalText } from '../language.ts';
import type { JsonObject, JsonValue } from '../value-type.ts';

/**
 * `forms/<key>.json`. A form is a JSON Schema 2020-12 document of its records, plus two keywords of ours: `field` on
 * each property (field type and settings) and `form` on the whole (titles, layout, conditions, views). What a field's
 * JSON Schema says beside `field` follows from the field and is made again at every save.
 */
export interface FormDefinition {
  readonly $schema?: string;
  readonly type: 'object';
  readonly properties: { readonly [field: string]: FieldSchema };
  readonly required?: readonly string[];
  readonly form: FormSettings;
}

export interface FieldSchema {
  readonly field: FieldDefinition;
  readonly [jsonSchemaKeyword: string]: JsonValue | FieldDefinition;
}

export interface FieldDefinition {
  /** A type of the field type registry, `text`, `select`, `reference`, ... */
  readonly type: string;
  readonly title: LocalText;
  readonly help?: LocalText;
  readonly placeholder?: LocalText;
  /** FEEL, evaluated when a record is created without a value. */
  readonly default?: string;
  /** FEEL over the other fields of the record; the field is then computed on every write and read-only. */
  readonly formula?: string;
  /** No two records that are not in the trash hold the same value; blanks do not count. */
  readonly unique?: boolean;
  /** Ask PostgreSQL for an index; references, members and selects have one anyway. */
  readonly indexed?: boolean;
  /** What the field type's settings schema allows. */
  readonly settings?: JsonObject;
}

export interface FormSettings {
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly icon?: string;
  /** The field whose text names a record in titles, links and pickers; without it, the first text field. */
  readonly titleField?: string;
  /** The select field drawn as a stage bar above a record. */
  readonly stageField?: string;
  readonly layout: readonly LayoutNode[];
  readonly conditions?: readonly FormCondition[];
  readonly views?: readonly ViewDefinition[];
  readonly public?: PublicForm;
}

export type LayoutNode =
  | { readonly type: 'field'; readonly field: string; readonly span?: number }
  | {
      readonly type: 'section';
      readonly title?: LocalText;
      /** 1 to 4 columns on a desk; one on a phone. */
      readonly columns?: number;
      readonly children: readonly LayoutNode[];
    };

/** While `when` (FEEL over the record) is true, the effect holds for the fields; `show` hides them otherwise. */
export interface FormCondition {
  readonly effect: 'show' | 'require' | 'read-only';
  readonly when: string;
  readonly fields: readonly string[];
}

/** A saved view: which columns, which records (FEEL), in which order. */
export interface ViewDefinition {
  readonly key: string;
  readonly title: LocalText;
  readonly type: 'grid';
  readonly columns: readonly { readonly field: string; readonly width?: number }[];
  readonly filter?: string;
  readonly sort?: readonly SortKey[];
}

export interface SortKey {
  /** A field key or a path through relations, `account.name`. */
  readonly field: string;
  readonly direction: 'ascending' | 'descending';
}

/** The page that visitors without an account fill in; its link holds a token made on publishing. */
export interface PublicForm {
  readonly enabled: boolean;
  /** The fields a visitor sees, in order; only these are accepted. */
  readonly fields: readonly string[];
  readonly title?: LocalText;
  readonly thanks?: LocalText;
}
