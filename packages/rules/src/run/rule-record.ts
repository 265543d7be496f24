import type { WorkCalendar } from '@tangram/expression';
import { anyType, contextOf, type Environment, type FeelValue, toFeel } from '@tangram/expression';
import type { FieldModel, FormModel } from '@tangram/forms';
import type { ChangeKind, Occasion, Reason } from '@tangram/records';
import { type JsonValue, type LocalText, type Problem, type RecordValues, textIn } from '@tangram/schema';
import type { ActionTarget } from '../actions/action-type.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { ruleProblem } from '../errors.ts';
import type { Relations } from './relations.ts';
import type { TraceChange } from '../explain/trace.ts';
import type { Firing } from './run.ts';

/** What a rule run needs of a change: a planned one of the records engine, or a made-up one of a trial. */
export interface RuleChange {
  readonly kind: ChangeKind;
  readonly id: string;
  readonly before: RecordValues | null;
  readonly values: RecordValues;
  readonly changed: ReadonlySet<string>;
  set(field: string, value: JsonValue, because: Reason): void;
  /** Keeps the record from being written. */
  refuse(problem: Problem): void;
}

/** What all records of one run share. */
export interface RunSetting {
  readonly form: FormModel;
  readonly relations: Relations;
  readonly user: FeelValue;
  /** What happened to the records, when it was not a change of them. */
  readonly occasion: Occasion | null;
  readonly now: Date;
  readonly zone: string;
  readonly calendar: WorkCalendar;
  /** The fields that any rule reads. */
  readonly reads: ReadonlySet<string>;
  readonly readsPrevious: ReadonlySet<string>;
}

/** A record while rules run over it: its FEEL variables, kept up to date, and what each rule last saw of it. */
export class RuleRecord {
  readonly change: RuleChange;
  readonly firings: Firing[] = [];
  /** Counts the values that rules changed; lets an unchanged record be passed over at once. */
  writes = 0;
  /** A rule wants no other to look at it any more. */
  private isStopped = false;
  private readonly setting: RunSetting;
  private readonly variables: { [name: string]: FeelValue };
  private readonly counts = new Map<string, FeelValue>();
  private readonly rawOf = new Map<string, JsonValue | undefined>();
  private readonly seen = new Map<
    CompiledRule,
    { writes: number; values: readonly (JsonValue | undefined)[]; fired: boolean }
  >();

  constructor(change: RuleChange, setting: RunSetting) {
    this.change = change;
    this.setting = setting;
    this.variables = Object.create(null) as { [name: string]: FeelValue };
    this.variables['user'] = setting.user;
    this.variables['event'] = dataOf(setting.occasion, change.id);
  }

  /** The variables as they stand now. */
  get environment(): Environment {
    const { form, relations, reads, readsPrevious } = this.setting;
    for (const key of reads) {
      const field = form.fields.get(key);
      if (field === undefined) continue;
      const raw = this.change.values[key] ?? null;
      // References are looked up each time: what they lead to may have been loaded meanwhile.
      if (field.references === undefined && this.rawOf.has(key) && this.rawOf.get(key) === raw) continue;
      this.rawOf.set(key, raw);
      this.variables[key] = key === 'id' ? this.change.id : relations.feelValue(field, this.change.values);
    }
    if (readsPrevious.size > 0) this.variables['previous'] = this.previous();
    const { now, zone, calendar } = this.setting;
    return { variables: this.variables, now, zone, calendar, aggregates: this.counts };
  }

  /** Takes the values of counts over related records as they are now, by their texts. */
  takeCounts(values: ReadonlyMap<string, FeelValue>): void {
    for (const [text, value] of values) this.counts.set(text, value);
  }

  /** Whether the rule must look at this record: at first by its moment, later because others changed what it watches. */
  wakes(rule: CompiledRule, occasion: Occasion | null): boolean {
    const { moment } = rule;
    if (this.isStopped && (rule.work?.owns ?? null) === null) return false;
    const seen = this.seen.get(rule);
    if (seen === undefined) {
      if (occasion !== null && moment.occasion?.(occasion, this.change.id) === true) return true;
      // An occasion changes nothing by itself: what rules have changed since is a change like any other.
      if (occasion !== null && this.writes === 0) return false;
      if (!moment.kinds.has(this.change.kind) || moment.fits?.(this.change) === false) return false;
      return this.change.kind === 'create' || this.touches(moment.fields);
    }
    if (seen.writes === this.writes || moment.fits?.(this.change) === false) return false;
    const onlyOnce = !moment.kinds.has('update');
    if (seen.fired && onlyOnce) return false;
    return rule.watches.some((field, index) => {
      if (seen.fired && moment.fields !== null && !moment.fields.includes(field)) return false;
      return !isSame(seen.values[index], this.change.values[field]);
    });
  }

  /** Whether the rule has looked at this record. */
  hasSeen(rule: CompiledRule): boolean {
    return this.seen.has(rule);
  }

  /** Notes what the rule has seen, its own changes included: they do not wake it again. */
  settle(rule: CompiledRule, fired: boolean): void {
    const values = rule.watches.map((field) => this.change.values[field]);
    const before = this.seen.get(rule)?.fired === true;
    this.seen.set(rule, { writes: this.writes, values, fired: fired || before });
  }

  /** The record as the actions of this firing see it. */
  target(firing: Firing): ActionTarget {
    const { change } = this;
    const environment = () => this.environment;
    return {
      id: change.id,
      get values() {
        return change.values;
      },
      get environment() {
        return environment();
      },
      set: (field, value) => this.set(firing, field, value),
      report: (problem) => void firing.problems.push(problem),
      tell: (standing) => void (firing.standing = { ...firing.standing, ...standing }),
      reportAll: (problems) => void firing.problems.push(...problems),
      stop: () => void (this.isStopped = true),
      note: (done) => void firing.done.push(done),
    };
  }

  /** Writes a value for a firing. A value that the field refuses changes nothing and is kept as a problem of the firing. */
  set(firing: Firing, key: string, raw: JsonValue): void {
    const field = this.setting.form.fields.get(key);
    if (field === undefined) return;
    const value = normalized(field, raw, this.setting.zone, firing);
    const before = this.change.values[key] ?? null;
    if (value === undefined || isSame(before, value)) return;
    this.change.set(key, value, { rule: firing.rule.key, reason: reasonOf(firing) });
    this.writes++;
    const known = firing.changes.findIndex((change) => change.field === key);
    if (known < 0) firing.changes.push({ field: key, before, after: value });
    else firing.changes[known] = { field: key, before: (firing.changes[known] as TraceChange).before, after: value };
  }

  /** Refuses the record for a firing: it is not written, unless this is a trial. */
  refuse(firing: Firing, problem: Problem): void {
    firing.problems.push(problem);
    this.change.refuse(problem);
  }

  private touches(fields: readonly string[] | null): boolean {
    return fields === null || fields.some((field) => this.change.changed.has(field));
  }

  private previous(): FeelValue {
    const { before } = this.change;
    if (before === null) return null;
    const { form, relations, readsPrevious } = this.setting;
    const entries: [string, FeelValue][] = [];
    for (const key of readsPrevious) {
      const field = form.fields.get(key);
      if (field !== undefined) entries.push([key, relations.feelValue(field, before)]);
    }
    return contextOf([['id', this.change.id], ...entries]);
  }
}

/** The data of what happened to one record, as FEEL. */
function dataOf(occasion: Occasion | null, record: string): FeelValue {
  return occasion === null ? null : toFeel({ ...occasion.data, ...occasion.dataOf?.get(record) }, anyType);
}

/** The value as the field stores it; undefined when the field refuses it. */
function normalized(field: FieldModel, raw: JsonValue, zone: string, firing: Firing): JsonValue | undefined {
  if (raw === null) return null;
  const isReference = field.references !== undefined && typeof raw === 'object' && !Array.isArray(raw) && 'id' in raw;
  const value = isReference ? (raw as { id: JsonValue }).id : raw;
  const outcome = field.type.normalize(value, field.definition, { language: 'en', zone });
  if ('value' in outcome) return outcome.value;
  firing.problems.push(
    ruleProblem('RULE_VALUE_NOT_ALLOWED', '', {
      field: field.definition.title,
      value: JSON.stringify(value),
      reason: outcome.problem.message,
    }),
  );
  return undefined;
}

/** The sentence kept in the record's history: the rule's title and the condition that held, or what counted. */
function reasonOf({ rule, standing }: Firing): LocalText {
  const why = rule.work?.reason(standing) ?? rule.why;
  const say = (language: 'en' | 'zh') => {
    const title = textIn(rule.definition.title, language);
    if (why === null) return title;
    return language === 'zh' ? `${title}：${textIn(why, language)}` : `${title}: ${textIn(why, language)}`;
  };
  return { en: say('en'), zh: say('zh') };
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
