import type { JsonObject, JsonSchema, JsonValue, Problem } from '@tangram/schema';
import { type ComponentType, createContext, use } from 'react';

/** What a custom widget gets. `context` is what the designer handed to its `SettingsForm`. */
export interface WidgetProps {
  /** For the label. */
  readonly id: string;
  readonly schema: JsonSchema;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  readonly title: string;
  readonly hasProblem: boolean;
  readonly context: unknown;
}

/** Widget name (the schema's `widget` keyword) -> what draws it. */
export type Widgets = { readonly [widget: string]: ComponentType<WidgetProps> };

export interface MembersProps {
  readonly schema: JsonSchema;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  /** JSON Pointer of the object. */
  readonly path: string;
}

/** What every control of one settings form can ask, however deep it stands. */
export interface Surroundings {
  readonly problems: readonly Problem[];
  readonly widgets: Widgets;
  readonly context: unknown;
  /** Draws the members of an object; handed down, since lists and variants hold objects that hold lists and variants. */
  readonly Members: ComponentType<MembersProps>;
}

const SurroundingsContext = createContext<Surroundings>({
  problems: [],
  widgets: {},
  context: undefined,
  Members: () => null,
});

export const SurroundingsProvider = SurroundingsContext.Provider;

export const useSurroundings = () => use(SurroundingsContext);
