import type { JsonValue } from '@tangram/schema';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { madeUpChange } from '../explain/made-up-change.ts';
import { triedRecord, type TriedRecord } from '../explain/try-rule.ts';
import { harmless } from '../run/beyond.ts';
import { runRules } from '../run/run-rules.ts';
import { startRun } from '../run/start-run.ts';
import { trialTurns } from '../run/turns.ts';
import type { StoredRow } from '../explain/stored-row.ts';
import type { ComparedRules } from './compared-rules.ts';
import type { Verdict } from './verdict.ts';

/** A record under both rules, with what each of them says about itself. */
export interface TracedVerdict extends Verdict {
  readonly before: TriedRecord | null;
  readonly after: TriedRecord | null;
}

/** Takes batches of stored rows through both rules in memory; turns go on from batch to batch and are not taken. */
export class ClosureJudge {
  readonly #rules: ComparedRules;
  readonly #turns;

  constructor(rules: ComparedRules) {
    this.#rules = rules;
    this.#turns = { before: trialTurns(rules.db), after: trialTurns(rules.db) };
  }

  async judge(rows: readonly StoredRow[]): Promise<TracedVerdict[]> {
    const before = await this.#side('before', rows);
    const after = await this.#side('after', rows);
    return rows.map((row, index) => {
      const [was, is] = [before[index] as Side, after[index] as Side];
      const values = this.#rules.fields.map((field) => {
        const stored = row.values[field] ?? null;
        const left = ({ values }: Side) => (values === null ? stored : (values[field] ?? null));
        return [field, { before: left(was), after: left(is) }] as const;
      });
      return {
        count: 1,
        id: row.id,
        holds: { before: was.holds, after: is.holds },
        refuses: { before: was.refuses, after: is.refuses },
        values: new Map(values),
        before: was.tried,
        after: is.tried,
      };
    });
  }

  async #side(side: 'before' | 'after', rows: readonly StoredRow[]): Promise<Side[]> {
    const rule = this.#rules[side];
    if (rule === null) return rows.map(() => ({ holds: false, refuses: false, values: null, tried: null }));
    return this.#run(rule, side, rows);
  }

  async #run(rule: CompiledRule, side: 'before' | 'after', rows: readonly StoredRow[]): Promise<Side[]> {
    const { db, form, actor, catalog, now } = this.#rules;
    const refused = new Set<string>();
    const run = startRun({
      trx: db,
      form,
      rules: [rule],
      changes: rows.map((row) => madeUpChange(rule, form, row, () => void refused.add(row.id))),
      actor,
      occasion: rule.moment.sample,
      now,
      catalog,
      turns: this.#turns[side],
      leavesMarks: false,
      beyond: () => harmless(db, catalog, now),
      notify: async () => {},
    });
    await run.relations.load(rows.map((row) => row.values));
    await run.count(run.records, rule.aggregates);
    const holds = run.records.map(
      (record) =>
        record.wakes(rule, run.occasion) && (rule.condition === null || rule.condition.holds(record.environment)),
    );
    await runRules(run);
    return run.records.map((record, index) => ({
      holds: holds[index] === true,
      refuses: refused.has(record.change.id),
      values: record.change.values,
      tried: triedRecord(record, run, rule, form, new Map()),
    }));
  }
}

interface Side {
  readonly holds: boolean;
  readonly refuses: boolean;
  /** As the rule leaves them; null: it did not run at all. */
  readonly values: { readonly [field: string]: JsonValue } | null;
  readonly tried: TriedRecord | null;
}
