import type { FeelType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { JsonObject, JsonSchema, JsonValue, Language, LocalText, Problem, RecordValues } from '@tangram/schema';
import type { CommandDraft } from './advance/command.ts';
import type { StepFact } from './advance/fact.ts';
import type { FlowStart } from './advance/state.ts';

/**
 * One kind of step: a folder under `node-types/` and a line in its `index.ts`. Everything here is pure: what a step
 * wants done it returns as commands, what it learns arrives as facts.
 */
export interface NodeType<Settings = JsonObject> {
  readonly type: string;
  readonly title: LocalText;
  readonly description: LocalText;
  readonly group: NodeGroup;
  /** Name of an icon of the product's icon set. */
  readonly icon: string;
  /** What a crash at this step can lead to; shown on the node. */
  readonly guarantee: Guarantee;
  /** JSON Schema of the settings. `widget` names the control that fits a value better than its type does. */
  readonly settings: JsonSchema;
  /** Settings of a node that was just put on the canvas. */
  initial(form: FormModel): Settings;
  outputs(settings: Settings): readonly NodeOutput[];
  /** Every FEEL text in the settings. */
  expressions?(settings: Settings, context: NodeContext): readonly SettingsExpression[];
  /** Mistakes that neither the schema nor an expression shows: unknown fields, groups, ... Paths begin at the settings. */
  check?(settings: Settings, context: NodeContext): readonly Problem[];
  /** What later steps may read as `steps.<node>.<name>`. */
  readonly produces?: { readonly [name: string]: FeelType };
  /** What the node does, in one sentence: "Ask the owner's manager to approve". */
  sentence(settings: Settings, words: Words): string;
  /** Only starts have one. */
  readonly trigger?: Trigger<Settings>;
  /** The tokens of all branches that can still come are gathered here and leave as one. */
  readonly gathers?: true;
  /** A token has arrived. Not asked of triggers and gathering nodes, which only pass on. */
  enter?(step: Step<Settings>): Turn;
  /** Something happened that this visit waits for. */
  resume?(step: Step<Settings>, fact: StepFact): Turn;
  /** Something happened after the token had left; gives the result that `steps.<node>` shows from now on. */
  late?(result: JsonObject, fact: StepFact): JsonObject;
}

export type NodeGroup = 'trigger' | 'people' | 'record' | 'logic';

/**
 * What repeating a step after a crash can do. `once`: it is part of the transaction. `once-by-key`: repeated with the
 * same key, so the other side does it once. `may-repeat`: nobody can tell.
 */
export type Guarantee = 'once' | 'once-by-key' | 'may-repeat';

export interface NodeOutput {
  readonly key: string;
  readonly title: LocalText;
  /** Something must follow. */
  readonly isRequired: boolean;
}

export interface NodeContext {
  readonly app: string;
  /** The form whose record the run is about. */
  readonly form: FormModel;
  formNamed(key: string): FormModel | undefined;
  /** Groups and roles of the application; not known, and not checked, when left out. */
  readonly groups?: ReadonlySet<string>;
  readonly roles?: ReadonlySet<string>;
}

export interface SettingsExpression {
  /** JSON Pointer from the settings; `/title#0` is the first expression inside the text at `/title`. */
  readonly path: string;
  readonly text: string;
  readonly expects?: FeelType;
}

export interface Trigger<Settings = JsonObject> {
  readonly on: 'created' | 'changed';
  /** Whether this change of a record starts a run. `isTrue` evaluates a condition of the settings. */
  matches(settings: Settings, change: TriggerChange, isTrue: (path: string) => boolean): boolean;
}

export interface TriggerChange {
  readonly before: RecordValues | null;
  readonly after: RecordValues;
  readonly changed: ReadonlySet<string>;
}

/** One visit of a node, as the node sees it. */
export interface Step<Settings = JsonObject> {
  readonly settings: Settings;
  readonly form: FormModel;
  /** The record as it stands now; null when it was deleted. */
  readonly record: RecordValues | null;
  readonly start: FlowStart;
  /** The moment of the fact being handled. */
  readonly at: Date;
  /** IANA name of the workspace's zone. */
  readonly zone: string;
  readonly memory: JsonObject;
  /** The value of the expression at `path` of the settings. */
  evaluate(path: string): JsonValue;
  /** The text at `path` of the settings with its `{expressions}` filled in. */
  text(path: string): LocalText;
  /** The values that the expression at `path` read: the answer to "why?". */
  why(path: string): JsonObject;
}

/** What a node does with its turn: go on, wait, end, or fail. */
export interface Turn {
  readonly commands?: readonly CommandDraft[];
  /** Replaces the memory of this visit. */
  readonly memory?: JsonObject;
  /** The output to leave by; without it the token waits. */
  readonly go?: string;
  /** Becomes `steps.<node>`. */
  readonly result?: JsonObject;
  /** For the history: the values that decided. */
  readonly why?: JsonObject;
  /** The token ends here, or the whole run with all its tokens. */
  readonly end?: 'branch' | 'run';
  readonly fail?: Problem;
}

/** How sentences name things. */
export interface Words {
  readonly language: Language;
  /** The title of a field of the flow's form, of a form, a group or role of the application, a person's name. */
  name(kind: 'field' | 'form' | 'group' | 'role' | 'person', key: string): string;
  /** An expression of these settings as a sentence; a choice of `field` alone by its title. */
  expression(path: string, field?: string): string;
  /** A value of a field of the flow's form: a choice by its title. */
  value(field: string, value: JsonValue): string;
}

/** Lets a node type be written with its own settings type; the registry holds them without. */
export function nodeType<Settings>(definition: NodeType<Settings>): NodeType {
  // Settings are checked against the node type's own schema before any of its functions sees them.
  return definition as unknown as NodeType;
}
