import type { Records } from '@tangram/records';
import type { JsonValue } from '@tangram/schema';
import { namesIn } from '../explain/person-names.ts';
import { ruleKindOf } from '../kinds/index.ts';
import type { RuleLevels } from '../kinds/rule-kind.ts';
import { type ComparedRules, compareRules, type RulesToCompare } from './compared-rules.ts';
import { ClosureJudge } from './judge-by-closure.ts';
import { isInSql, judgeAll } from './judge-in-sql.ts';
import { type ImpactQuestion, questionsOf } from './questions.ts';
import { storedRows } from './stored-rows.ts';
import type { Verdict } from './verdict.ts';

/** What publishing a draft would change for the records there are, had the rule's moment come for each of them now. */
export interface RuleImpact {
  readonly form: string;
  /** Records of the form, and how many of them were looked at: fewer where `limit` was reached. */
  readonly total: number;
  readonly looked: number;
  readonly limit: number;
  /** The database counted, over all records at once. */
  readonly isInDatabase: boolean;
  /** There is no published rule: the draft is held against the records as they are stored. */
  readonly isNew: boolean;
  readonly counts: readonly ImpactCount[];
  /** Names of the people in the changes, by id. */
  readonly titles: { readonly [id: string]: string };
}

export interface ImpactCount {
  readonly question: ImpactQuestion;
  readonly count: number;
  /** Ids of some of the records. */
  readonly examples: readonly string[];
}

export interface ImpactParts extends RulesToCompare {
  readonly records: Records;
}

/** Where not all of a rule runs in the database, the first so many records by id are taken through it in memory. */
export const mostJudged = 50_000;

/** Changes from one value to another that are told of each field. */
const mostValues = 5;
const mostExamples = 3;

export async function measureImpact(parts: ImpactParts): Promise<RuleImpact> {
  const { actor, form, records, draft } = parts;
  const rules = compareRules(parts);
  const { count: total = 0 } = await records.list(actor, {
    app: form.app,
    form: form.key,
    fields: [],
    limit: 1,
    count: 'exact',
  });
  const tally = new Tally(ruleKindOf(draft).levels?.(draft) ?? null, rules);
  const groups = isInSql(rules) ? await judgeAll(rules) : null;
  if (groups === null) {
    const judge = new ClosureJudge(rules);
    for await (const rows of storedRows(parts, mostJudged)) tally.add(await judge.judge(rows));
  } else tally.add(groups);
  const counts = tally.counts();
  return {
    form: form.key,
    total,
    looked: tally.looked,
    limit: mostJudged,
    isInDatabase: groups !== null,
    isNew: rules.before === null,
    counts,
    titles: await namesIn(
      parts.db,
      form,
      counts.flatMap(({ question }) => (question.type === 'value' ? [question] : [])),
    ),
  };
}

class Tally {
  looked = 0;
  readonly #levels: RuleLevels | null;
  readonly #hasCondition: boolean;
  readonly #counts = new Map<string, { question: ImpactQuestion; count: number; examples: string[] }>();

  constructor(levels: RuleLevels | null, { before, after }: ComparedRules) {
    this.#levels = levels;
    // Where nobody asks a condition, it says nothing that it holds everywhere.
    this.#hasCondition = [before, after].some((rule) => rule !== null && rule.condition !== null);
  }

  add(verdicts: readonly Verdict[]): void {
    for (const verdict of verdicts) {
      this.looked += verdict.count;
      for (const question of questionsOf(verdict, this.#levels)) this.#count(question, verdict);
    }
  }

  #count(question: ImpactQuestion, { count, id }: Verdict): void {
    const key = JSON.stringify(question);
    let known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, (known = { question, count: 0, examples: [] }));
    known.count += count;
    if (known.examples.length < mostExamples) known.examples.push(id);
  }

  /** By kind of question; of values the most frequent ones. */
  counts(): ImpactCount[] {
    const told = new Map<JsonValue, number>();
    return [...this.#counts.values()]
      .toSorted((a, b) => b.count - a.count)
      .filter(({ question }) => {
        if (!this.#hasCondition && ['holds', 'gained', 'lost'].includes(question.type)) return false;
        if (question.type !== 'value') return true;
        const before = told.get(question.field) ?? 0;
        told.set(question.field, before + 1);
        return before < mostValues;
      });
  }
}
