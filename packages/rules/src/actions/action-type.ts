import type { Environment, Expression } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type {
  JsonObject,
  JsonSchema,
  JsonValue,
  Language,
  LocalText,
  Problem,
  RecordValues,
  RuleDefinition,
} from '@tangram/schema';
import type { Standing } from '../explain/trace.ts';
import type { RuleContext } from '../compile/rule-context.ts';
import type { Beyond, Message, People, Turns } from '../surroundings.ts';

/**
 * One kind of rule action. A new kind is a folder with such an object and one line in `actions/index.ts`; the palette,
 * the settings panel, the check and the run read everything from here.
 */
export interface ActionType<Settings extends JsonObject = JsonObject> {
  readonly type: string;
  readonly title: LocalText;
  readonly description: LocalText;
  /** Name of an icon of the product's icon set. */
  readonly icon: string;
  /** `record`: changes the record being written, in the same write. `outside`: acts once the record is written. */
  readonly stage: 'record' | 'outside';
  /** JSON Schema of the settings; the panel is drawn from it. */
  readonly settings: JsonSchema;
  /** The settings of a freshly dropped action. */
  initial(form: FormModel): Settings;
  /** What is wrong with settings that have the right shape; paths are relative to the settings. */
  check(settings: Settings, context: RuleContext): Problem[];
  /** What it does, as a sentence: `Set Stage to "新线索"`. */
  sentence(settings: Settings, names: ActionNames): string;
  /** The other form whose records it writes: the designer offers that one's fields. */
  otherForm?(settings: Settings, form: FormModel): FormModel | undefined;
  /** The key of the connection it sends through; such a connection may still be missing when the rule is published. */
  connection?(settings: Settings): string;
  /** The fields of the record it may write; `rules` are those of the application, which it may call. */
  writes(settings: Settings, rules: ReadonlyMap<string, RuleDefinition>): readonly string[];
  compile(settings: Settings, context: RuleContext): CompiledAction;
}

/** How people call the things that settings name by key. */
export interface ActionNames {
  readonly language: Language;
  field(key: string): string;
  /** A choice of a field. */
  option(field: string, value: string): string;
  /** An expression whose value goes into a field, read aloud. */
  value(field: string, expression: string): string;
  group(key: string): string;
  /** A rule of the same application. */
  rule(key: string): string;
  person(idOrEmail: string): string;
  form(key: string): string;
  connection(key: string): string;
  flow(key: string): string;
}

export interface CompiledAction {
  /** Variable paths its expressions read; relations among them are loaded before `run`. */
  readonly reads: readonly (readonly string[])[];
  /** The values it always writes, for those fields where they do not depend on the record; null where they do. */
  readonly constants: ReadonlyMap<string, JsonValue> | null;
  /** The fields that get a person who is found when it runs, and how; missing: none always do. */
  readonly chooses?: { readonly fields: readonly string[]; readonly how: JsonValue };
  /** Everything it writes, by field, where that is one expression each over the record; missing: it is not that simple. */
  readonly values?: ReadonlyMap<string, Expression>;
  /** Acts on all records whose condition held, in order. One call, however many: no query per record. */
  run(targets: readonly ActionTarget[], runtime: ActionRuntime): Promise<void>;
}

/** One record that an action acts on. */
export interface ActionTarget {
  readonly id: string;
  /** The record as it stands now, the changes of earlier actions included. */
  readonly values: RecordValues;
  readonly environment: Environment;
  /** Writes a field of the record, noting the reason; refused values are recorded as problems of the trace. */
  set(field: string, value: JsonValue): void;
  report(problem: Problem): void;
  /** Adds to what the trace tells of the record's standing. */
  tell(standing: Standing): void;
  reportAll(problems: readonly Problem[]): void;
  /** Lets no other rule look at the record any more in this write. */
  stop(): void;
  /** Notes for the trace what was done outside the record. */
  note(done: LocalText): void;
}

export interface ActionRuntime {
  readonly app: string;
  readonly rule: string;
  readonly form: FormModel;
  readonly turns: Turns;
  readonly people: People;
  readonly beyond: Beyond;
  /** Tells people, in the write's own transaction; a trial run only notes it. */
  notify(message: Message): Promise<void>;
}
