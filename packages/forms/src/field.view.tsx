import type { FieldDefinition, JsonValue, Language } from '@tangram/schema';
import { type ComponentType, createContext, use } from 'react';

/** How a field type looks: what edits a value, and how a value stands in a grid or on a record's page. */
export interface FieldView {
  readonly Input: ComponentType<FieldInputProps>;
  /** Never given a blank. One line high with `isDense`, as in a grid. */
  readonly Cell: ComponentType<FieldCellProps>;
}

export interface FieldInputProps {
  readonly field: FieldDefinition;
  /** As stored, as read (a reference is `{ id, title }`), or as typed so far; null when blank. */
  readonly value: JsonValue;
  readonly onChange: (value: JsonValue) => void;
  /** Editing is over: focus left, or Enter was pressed. */
  readonly onDone?: () => void;
  /** For the label. */
  readonly id?: string;
  readonly isReadOnly?: boolean;
  readonly hasProblem?: boolean;
  /** Focus on appearing: a grid cell that was just opened. */
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
}

export interface FieldCellProps {
  readonly field: FieldDefinition;
  readonly value: Exclude<JsonValue, null>;
  readonly isDense?: boolean;
}

export interface ReferenceValue {
  readonly id: string;
  readonly title: string | null;
}

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
}

/** What views need of the page around them. */
export interface FieldSurroundings {
  readonly language: Language;
  /** IANA zone in which instants are shown and typed. */
  readonly zone: string;
  /** `account` or `otherapp/account`; at most 20 records whose title holds the text. Missing: nothing can be picked here. */
  readonly findRecords?: (form: string, text: string) => Promise<readonly ReferenceValue[]>;
  readonly findPeople?: (text: string) => Promise<readonly ReferenceValue[]>;
  readonly upload?: (file: File) => Promise<UploadedFile>;
  readonly fileUrl?: (id: string) => string;
  /** Draws the link to a record; without it, its title alone stands there. */
  readonly RecordLink?: ComponentType<{ form: string; id: string; children: string }>;
  /** The small face beside a person's name; people are shown without one where there is none. */
  readonly PersonFace?: ComponentType<{ name: string }>;
}

const Surroundings = createContext<FieldSurroundings>({ language: 'en', zone: 'UTC' });

export const FieldSurroundingsProvider = Surroundings.Provider;

export function useFieldSurroundings(): FieldSurroundings {
  return use(Surroundings);
}
