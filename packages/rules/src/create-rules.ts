import type { FormModel } from '@tangram/forms';
import {
  type Actor,
  type Catalog,
  type Clock,
  type Outbox,
  type RecordAddress,
  type Records,
  systemActor,
  type WriteHooks,
} from '@tangram/records';
import {
  didYouMean,
  nearest,
  PlatformError,
  type RecordValues,
  refuseIfAny,
  type RuleDefinition,
} from '@tangram/schema';
import type { Kysely } from 'kysely';
import { checkRule } from './check/check-rule.ts';
import { circlesThroughRule, type RuleCircle } from './check/rule-circles.ts';
import { rulesErrors, ruleProblem } from './errors.ts';
import { type TableCoverage, tableCoverage } from './decision-table/table-coverage.ts';
import { explainRecord, type RecordExplanation } from './explain/explain-record.ts';
import { measureImpact, type ImpactParts, type RuleImpact } from './impact/measure-impact.ts';
import { type ImpactRecords, listImpactRecords } from './impact/list-impact-records.ts';
import type { ImpactQuestion } from './impact/questions.ts';
import { type CasePlace, readCases, removeCase } from './cases/case-store.ts';
import { type CaseMark, markCase } from './cases/mark-case.ts';
import type { RuleCase } from './cases/rule-case.ts';
import { type CaseReport, runCases } from './cases/run-cases.ts';
import { ruleHooks } from './run/rule-hooks.ts';
import { knownEvents } from './events/known-events.ts';
import { readScores, type RecordScores, type ScorePage } from './scores/read-scores.ts';
import { createScores, type Scores } from './scores/create-scores.ts';
import { buttonsOf, pressButton, type RuleButton } from './buttons/buttons.ts';
import { tellEarly, type ToldEarly, type Unsaved } from './early/tell-early.ts';
import { ClockKeeper } from './timers/prepare-clocks.ts';
import type { TimedFailure } from './timers/timed-work.ts';
import { nextDue, workOnce } from './timers/work.ts';
import type { ConnectionTitle, FlowStarter, Notifier } from './surroundings.ts';
import { madeUpId } from './explain/made-up-change.ts';
import { type StoredRow, storedForm } from './explain/stored-row.ts';
import { type RuleSample, type RuleTrial, tryRule } from './explain/try-rule.ts';

export interface RulesParts {
  readonly db: Kysely<unknown>;
  readonly catalog: () => Catalog;
  readonly clock: Clock;
  readonly notifier: Notifier;
  readonly flows: FlowStarter;
  /** Where actions that reach outside put what they send. */
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly connectionTitle: ConnectionTitle;
  /** Is told of records that a rule could not be taken to when their time had come; nobody when missing. */
  readonly failed?: (failure: TimedFailure) => void;
}

/** The rules of every form. `hooks` go into the records engine, which is then handed to the questions below. */
export interface Rules {
  readonly hooks: WriteHooks;
  /**
   * What a rule would do, without doing it; `definition` is a draft, the published rule when missing. The samples are
   * the records that the actor may read. Refuses with every problem of the rule.
   */
  test(
    actor: Actor,
    records: Records,
    trial: {
      readonly app: string;
      readonly rule: string;
      readonly definition?: RuleDefinition;
      readonly sample: RuleSample;
    },
  ): Promise<RuleTrial>;
  readonly scores: Scores;
  /**
   * How many of the records that the actor may read the rows and gaps of a decision table speak of; `definition` is a
   * draft, the published rule when missing.
   */
  coverage(
    actor: Actor,
    asked: { readonly app: string; readonly rule: string; readonly definition?: RuleDefinition },
  ): Promise<TableCoverage>;
  /**
   * What publishing a draft would change for the records there are, in numbers; nothing is written. Refuses with every
   * problem of the draft.
   */
  impact(actor: Actor, records: Records, asked: ImpactAsked): Promise<RuleImpact>;
  /** The records behind one of those numbers, a page at a time, each under both rules. */
  impactRecords(actor: Actor, records: Records, asked: ImpactRecordsAsked): Promise<ImpactRecords>;
  /** The circles of rules that wake each other which a draft would be in. Refuses with every other problem of the draft. */
  circles(asked: ImpactAsked): readonly RuleCircle[];
  /** The cases of a rule. */
  cases(place: CasePlace): Promise<readonly RuleCase[]>;
  /** Keeps a case. Refuses with RULE_CASES_FULL, and what is wrong with the expected values. */
  markCase(actor: Actor, records: Records, mark: CaseMark): Promise<{ readonly id: string }>;
  removeCase(place: CasePlace, id: string): Promise<void>;
  /** Every case of a rule under a draft, or under the published rule. Refuses with every problem of the draft. */
  runCases(actor: Actor, place: CasePlace, definition?: RuleDefinition): Promise<CaseReport>;
  /** The names of events that records of a form got lately, or that its published rules wait for; in order. */
  knownEvents(form: { readonly app: string; readonly form: string }): Promise<readonly string[]>;
  /** Which rules ran on a record, what they did and why, and why the others would not. */
  explain(actor: Actor, records: Records, address: RecordAddress): Promise<RecordExplanation>;
  /** The scores of a record, line by line, and how they came to be: those whose field the actor may read. */
  explainScores(actor: Actor, records: Records, address: RecordAddress, page: ScorePage): Promise<RecordScores>;
  /**
   * Finds and does what is due: instants that have come, schedules, timers of rules that were just published; 0 when
   * there was nothing. To be called at every commit and every few seconds, by any number of processes.
   */
  work(records: Records): Promise<number>;
  /** When something is due next, ISO 8601. */
  nextTimer(): Promise<string | null>;
  /**
   * The buttons of rules on a record's page, in the order of the rules. Who may not change records of the form has none.
   */
  buttons(actor: Actor, address: { readonly app: string; readonly form: string }): readonly RuleButton[];
  /** What duplicate rules would say of a record that is being typed; nothing is written. */
  tellEarly(actor: Actor, records: Records, unsaved: Unsaved): Promise<ToldEarly>;
  /** Somebody pressed a button; `ran` is false where the rule's condition did not hold. */
  press(
    actor: Actor,
    records: Records,
    press: RecordAddress & { readonly rule: string },
  ): Promise<{ readonly ran: boolean }>;
}

export interface ImpactAsked {
  readonly app: string;
  readonly rule: string;
  /** The draft. */
  readonly definition: RuleDefinition;
}

export interface ImpactRecordsAsked extends ImpactAsked {
  readonly question: ImpactQuestion;
  /** `next` of the page before. */
  readonly after?: string;
  /** 1 to 50. */
  readonly limit: number;
}

/** Of the circles through a rule so many are told, the shortest first. */
const mostCircles = 10;

export function createRules(parts: RulesParts): Rules {
  const { db, catalog, clock, notifier, flows, outbox, connectionTitle, failed = () => {} } = parts;
  const keeper = new ClockKeeper();
  const engine: Rules = {
    hooks: ruleHooks({ catalog, notifier, flows, outbox, connectionTitle }),
    scores: createScores({ db, catalog, clock }),
    async test(actor, records, { app, rule, definition: draft, sample }) {
      const now = catalog();
      const definition = draft ?? publishedRule(now, app, rule);
      const tried = formOfSound(now, app, rule, definition);
      const rows = await sampleRows(actor, records, tried, sample);
      return tryRule({
        trx: db,
        form: tried,
        key: rule,
        definition,
        rows,
        actor,
        now: clock.now(),
        catalog: now,
        connectionTitle,
      });
    },
    async coverage(actor, { app, rule, definition: draft }) {
      const now = catalog();
      const model = now.app(app);
      const definition = draft ?? model?.rules.get(rule) ?? unknownRule(rule, model?.rules.keys() ?? []);
      const form = now.form(app, definition.form);
      refuseIfAny(
        checkRule(definition, { app, key: rule, form: now.form.bind(now), forms: [...(model?.forms.keys() ?? [])] }),
        rulesErrors,
      );
      if (!('hitPolicy' in definition) || form === undefined) {
        throw new PlatformError('invalid', [ruleProblem('RULE_NOT_A_TABLE', '', { rule })]);
      }
      return tableCoverage({ db, form, table: definition, actor, catalog: now, now: clock.now() });
    },
    impact: (actor, records, asked) => measureImpact(impactParts(actor, records, asked)),
    impactRecords: (actor, records, asked) => listImpactRecords(impactParts(actor, records, asked), asked),
    circles({ app, rule, definition }) {
      const now = catalog();
      const form = formOfSound(now, app, rule, definition);
      return circlesThroughRule(rule, definition, form, now.app(app)?.rules ?? new Map()).slice(0, mostCircles);
    },
    cases: (place) => readCases(db, place),
    async markCase(actor, records, mark) {
      const definition = mark.definition ?? publishedRule(catalog(), mark.app, mark.rule);
      const form = formOfSound(catalog(), mark.app, mark.rule, definition);
      const [row] = await sampleRows(actor, records, form, mark.sample);
      const parts = { trx: db, form, key: mark.rule, definition, actor, now: clock.now(), catalog: catalog() };
      return markCase(parts, mark, row ?? { id: madeUpId, values: {} });
    },
    removeCase: (place, id) => removeCase(db, place, id),
    async runCases(actor, { app, rule }, draft) {
      const definition = draft ?? publishedRule(catalog(), app, rule);
      const form = formOfSound(catalog(), app, rule, definition);
      const cases = await readCases(db, { app, rule });
      return runCases(cases, { trx: db, form, key: rule, definition, actor, catalog: catalog() });
    },
    knownEvents: (form) => knownEvents(db, catalog(), form),
    async explain(actor, records, address) {
      // Asked as the person first: who may not see the record learns nothing of it.
      await records.get(actor, { ...address, fields: [] });
      const now = catalog();
      const form = now.form(address.app, address.form) as FormModel;
      const row = await records.get(systemActor(), { ...address, fields: [...form.fields.keys()] });
      const values = storedForm(row, form);
      return explainRecord({ db, catalog: now, form, id: address.id, values, actor, now: clock.now() });
    },
    async explainScores(actor, records, address, page) {
      return readScores(db, address, await engine.explain(actor, records, address), page);
    },
    work: (records) => workOnce({ db, catalog, clock, records, failed }, keeper),
    nextTimer: () => nextDue({ db, clock }),
    buttons: (actor, address) => buttonsOf(catalog(), actor, address, clock.now()),
    tellEarly: (actor, records, unsaved) =>
      tellEarly({ db, catalog: catalog(), records, now: clock.now() }, actor, unsaved),
    press: (actor, records, press) => pressButton({ catalog: catalog(), records, now: clock.now() }, actor, press),
  };
  return engine;

  function impactParts(actor: Actor, records: Records, { app, rule, definition }: ImpactAsked): ImpactParts {
    const now = catalog();
    const form = formOfSound(now, app, rule, definition);
    return { db, form, actor, records, catalog: now, now: clock.now(), key: rule, draft: definition };
  }
}

/** The form of a rule without mistakes; refuses one that has any. */
function formOfSound(catalog: Catalog, app: string, rule: string, definition: RuleDefinition): FormModel {
  const forms = [...(catalog.app(app)?.forms.keys() ?? [])];
  refuseIfAny(checkRule(definition, { app, key: rule, form: catalog.form.bind(catalog), forms }), rulesErrors);
  return catalog.form(app, definition.form) as FormModel;
}
function publishedRule(catalog: Catalog, app: string, rule: string): RuleDefinition {
  const rules = catalog.app(app)?.rules;
  return rules?.get(rule) ?? unknownRule(rule, rules?.keys() ?? []);
}

function unknownRule(rule: string, known: Iterable<string>): never {
  const near = nearest(rule, known);
  throw new PlatformError('not-found', [ruleProblem('RULE_NOT_FOUND', '', { rule }, didYouMean(near))]);
}

type SampleRow = StoredRow & { readonly before?: RecordValues | null };

const mostSamples = 200;

async function sampleRows(actor: Actor, records: Records, form: FormModel, sample: RuleSample): Promise<SampleRow[]> {
  const { app, key } = form;
  const fields = [...form.fields.keys()];
  switch (sample.type) {
    case 'values':
      return [{ id: madeUpId, values: sample.values, before: sample.before ?? null }];
    case 'record': {
      const row = await records.get(actor, { app, form: key, id: sample.id, fields });
      return [{ id: row.id, values: storedForm(row, form) }];
    }
    case 'latest': {
      const limit = Math.min(Math.max(1, sample.limit), mostSamples);
      const { rows } = await records.list(actor, {
        app,
        form: key,
        fields,
        limit,
        sort: [{ field: 'updated_at', direction: 'descending' }],
      });
      return rows.map((row) => ({ id: row.id, values: storedForm(row, form) }));
    }
  }
}
