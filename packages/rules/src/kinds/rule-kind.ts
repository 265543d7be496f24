import type { Environment, FeelType, SqlTarget } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { ChangeKind, Occasion, PlannedChange } from '@tangram/records';
import type {
  JsonSchema,
  LocalText,
  Problem,
  RecordValues,
  ReferringRecords,
  RuleAction,
  RuleDefinition,
} from '@tangram/schema';
import type { Kysely, RawBuilder } from 'kysely';
import type { RulePart } from '../check/rule-part.ts';
import type { CompiledStep } from '../compile/compile-steps.ts';
import type { Condition } from '../compile/condition.ts';
import type { RuleContext } from '../compile/rule-context.ts';
import type { Standing } from '../explain/trace.ts';
import type { RuleRecord } from '../run/rule-record.ts';
import type { Fired, Run } from '../run/run.ts';

/**
 * One kind of rule: `event`, `scorecard`, ... A new kind is a folder with such an object, one line in `kinds/index.ts`
 * and its type in `@tangram/schema`; checking, running, trying and explaining read everything from here.
 */
export interface RuleKind<Definition extends RuleDefinition = RuleDefinition> {
  readonly type: Definition['type'];
  readonly title: LocalText;
  readonly description: LocalText;
  /** Name of an icon of the product's icon set. */
  readonly icon: string;
  /** JSON Schema of the document: `ruleShape` of what this kind adds to every rule. */
  readonly shape: JsonSchema;
  /** The document of a rule that was just made; it may still be unfinished. */
  initial(form: string, title: LocalText): Definition;
  /** What its conditions and actions may speak of besides the record, `previous` and `user`; missing: nothing. */
  variables?(rule: Definition): { readonly [name: string]: FeelType };
  /** What is wrong beyond the shape, of the parts whose shape is right. */
  check(rule: Definition, part: RulePart): Problem[];
  /** Its lists of actions, each with its JSON Pointer, the shape not yet checked. */
  actions(rule: Definition): readonly ActionPlace[];
  /** The fields of the record that it writes by itself, besides what its actions write. */
  writes(rule: Definition): readonly string[];
  /** The names of the received events that it waits for; missing: none. */
  events?(rule: Definition): readonly string[];
  compile(rule: Definition, context: RuleContext, problems: Problem[]): CompiledParts;
  /** What must follow when a rule is published, changed or taken away; inside that transaction. */
  published?(trx: Kysely<unknown>, change: PublishedRule<Definition>): Promise<void>;
  /** The steps of a number field that people count records by; missing: none. */
  levels?(rule: Definition): RuleLevels;
}

/** A rule before and after a publication; missing where it is not there, or is of another kind. */
export interface PublishedRule<Definition extends RuleDefinition = RuleDefinition> {
  readonly app: string;
  readonly key: string;
  readonly before?: Definition;
  readonly after?: Definition;
  /** The form of the rule as it is now (before, when the rule is gone); missing when there is no such form. */
  readonly form?: FormModel;
  readonly now: Date;
}

/** A number that a rule writes, and the points from which a record lies in each band, rising. */
export interface RuleLevels {
  readonly field: string;
  readonly bands: readonly { readonly key: string; readonly title: LocalText; readonly from: number }[];
}

export interface ActionPlace {
  readonly path: string;
  readonly actions: readonly RuleAction[];
}

/** What a kind makes of a rule; `compileRule` adds what all kinds have. */
export interface CompiledParts {
  readonly moment: Moment;
  /** It runs on a record only where this certainly holds; null: always. */
  readonly condition: Condition | null;
  /** Actions that every firing runs. */
  readonly steps: readonly CompiledStep[];
  /** What it does besides; null: nothing. */
  readonly work: RuleWork | null;
  /** It looks at the records once, when no other rule changes them any more, and changes nothing itself. */
  readonly isLast?: boolean;
  /** What it refuses is told while a record is typed: it looks at the record's own fields and at other records only. */
  readonly isToldEarly?: boolean;
}

/** When a rule looks at a record for the first time in a write. */
export interface Moment {
  readonly kinds: ReadonlySet<ChangeKind>;
  /** A change of one of these fields wakes it; null: of any. */
  readonly fields: readonly string[] | null;
  /** What else a change must be to wake it; missing: nothing. */
  readonly fits?: (change: Pick<PlannedChange, 'before' | 'values' | 'changed'>) => boolean;
  /** Whether it wakes on something that happened to the record (by its id) without changing it; missing: on nothing. */
  readonly occasion?: (occasion: Occasion, record: string) => boolean;
  /** An occasion that wakes it on any record, for a trial. */
  readonly sample?: Occasion;
  /** Each record has an instant at which the rule looks at it. */
  readonly timer?: RuleTimer;
  /** Writes to another form make it look at the records that those refer to. */
  readonly related?: RelatedWake;
  /** It looks at all records of the form now and then. */
  readonly schedule?: RuleSchedule;
  /** It looks at a record when somebody presses the button on its page. */
  readonly button?: {
    readonly title: LocalText;
    readonly confirm: LocalText | null;
    /** The roles that have it; null: everybody who may change the record. */
    readonly roles: readonly string[] | null;
  };
}

/** The instants at which a rule looks at records: computed in SQL only, for one record as for a million. */
export interface RuleTimer {
  /**
   * `basis` marks the episode (null: there is none), in which the rule looks once; `due` is when. Both of the row `t` of
   * the form's table, as `timestamptz`.
   */
  readonly instants: (zone: string) => { readonly basis: RawBuilder<unknown>; readonly due: RawBuilder<unknown> };
  /** The record's own fields that move the instant. */
  readonly fields: readonly string[];
  /** Records of another form that move it. */
  readonly records: ReferringRecords | null;
  /** Whether it also looks where the instant had passed before it was known of. */
  readonly isLateToo: boolean;
}

export interface RelatedWake {
  readonly records: ReferringRecords;
  readonly kinds: ReadonlySet<ChangeKind>;
  readonly fields: readonly string[] | null;
  /** Over the referring record. */
  readonly condition: Condition | null;
}

export interface RuleSchedule {
  /** The first time after `instant`; null when it never comes. `zone` is the workspace's. */
  next(instant: Date, zone: string): Date | null;
}

/** What a kind does with the records its rule fires on, besides actions: always all of them at once. */
export interface RuleWork {
  /** Variable paths it reads; relations among them are loaded before. */
  readonly reads: readonly (readonly string[])[];
  /** A field that it computes anew whenever it looks, whatever stood there: nobody else may write it. */
  readonly owns: string | null;
  /** A firing that changed nothing and is no news (`Firing.isNews`) leaves no trace. */
  readonly isQuiet: boolean;
  /** Reads what it must know of these records before `stand` can be asked of them. */
  load?(records: readonly RuleRecord[], run: Run): Promise<void>;
  /** Within the write, before the rule's own steps. */
  record(fired: readonly Fired[], run: Run): Promise<void>;
  /** Once the records are written, same transaction. */
  outside?(fired: readonly Fired[], run: Run): Promise<void>;
  /** Once the records are written, for every one that the rule looked at, whether or not it had anything to tell. */
  settled?(records: readonly RuleRecord[], run: Run): Promise<void>;
  /** What its reason says in the record's history after the rule's title; null: nothing. */
  reason(standing: Standing): LocalText | null;
  /** How a record stands to the rule now. */
  stand(
    values: RecordValues,
    environment: Environment,
    place: { readonly record: RuleRecord; readonly run: Run },
  ): Standing;
  /** The same as SQL, to count over all records at once; null or missing where not all of it runs there. */
  readonly inSql?: WorkInSql | null;
}

/** What a kind's own work comes to, as SQL over a row of the form; equal to what `record` does. */
export interface WorkInSql {
  /** The value a field would have afterwards; fields that are not named stay. */
  values(target: SqlTarget): ReadonlyMap<string, RawBuilder<unknown>>;
  /** Whether the record would be refused; null: never. */
  refuses(target: SqlTarget): RawBuilder<unknown> | null;
}
