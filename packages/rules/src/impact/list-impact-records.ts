import { accessOf } from '@tangram/records';
import type { JsonValue, LocalText } from '@tangram/schema';
import { hideFrom } from '../explain/hide-from.ts';
import { namesIn } from '../explain/person-names.ts';
import { type StoredRow, storedForm } from '../explain/stored-row.ts';
import type { ConditionTrace, Standing, TraceChange } from '../explain/trace.ts';
import type { TriedRecord } from '../explain/try-rule.ts';
import { ruleKindOf } from '../kinds/index.ts';
import { type ComparedRules, compareRules } from './compared-rules.ts';
import { ClosureJudge, type TracedVerdict } from './judge-by-closure.ts';
import { isInSql, judgePage } from './judge-in-sql.ts';
import { type ImpactParts, mostJudged } from './measure-impact.ts';
import { type ImpactQuestion, questionsOf } from './questions.ts';
import { storedRows } from './stored-rows.ts';
import type { Verdict } from './verdict.ts';

export interface ImpactRecords {
  readonly rows: readonly ImpactRecord[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
  /** Names of the people in the changes, by id. */
  readonly titles: { readonly [id: string]: string };
}

export interface ImpactRecord {
  readonly id: string;
  readonly title: JsonValue;
  /** From what the published rule comes to (without one: what is stored) to what the draft comes to. */
  readonly changes: readonly TraceChange[];
  /** What each of the two says; null where there is none. */
  readonly before: ImpactTrace | null;
  readonly after: ImpactTrace | null;
}

export interface ImpactTrace extends Standing {
  readonly matched: boolean;
  readonly condition: ConditionTrace | null;
  readonly done: readonly LocalText[];
}

/** Records judged in one statement while a page is being filled. */
const sqlPage = 5000;

export async function listImpactRecords(
  parts: ImpactParts,
  { question, after, limit }: { readonly question: ImpactQuestion; readonly after?: string; readonly limit: number },
): Promise<ImpactRecords> {
  const { actor, form, catalog, db, draft } = parts;
  const rules = compareRules(parts);
  const levels = ruleKindOf(draft).levels?.(draft) ?? null;
  const wanted = JSON.stringify(question);
  const fits = (verdict: Verdict) => questionsOf(verdict, levels).some((one) => JSON.stringify(one) === wanted);
  const found = isInSql(rules)
    ? await findInSql(rules, parts, fits, after ?? null, limit + 1)
    : await findByClosure(rules, parts, fits, after ?? null, limit + 1);
  const page = found.slice(0, limit);
  const access = accessOf(actor, form, catalog);
  const hide = hideFrom(access, form, catalog, actor);
  const rows = page.map(
    (verdict): ImpactRecord => ({
      id: verdict.id,
      title: verdict.after?.title ?? verdict.before?.title ?? null,
      changes: [...verdict.values].flatMap(([field, { before: was, after: is }]) =>
        access.canRead(field) && JSON.stringify(was) !== JSON.stringify(is) ? [{ field, before: was, after: is }] : [],
      ),
      before: told(verdict.before),
      after: told(verdict.after),
    }),
  );
  const titles = await namesIn(
    db,
    form,
    rows.flatMap((row) => row.changes),
  );
  return { rows, next: found.length > limit ? (page.at(-1)?.id ?? null) : null, titles };

  function told(tried: TriedRecord | null): ImpactTrace | null {
    if (tried === null) return null;
    const condition = tried.condition === null ? null : hide.condition(tried.condition);
    return { matched: tried.matched, condition, done: tried.done, ...hide.standing(tried) };
  }
}

type Fits = (verdict: Verdict) => boolean;

/** The database says which ones; those of the page alone are then traced in memory. */
async function findInSql(
  rules: ComparedRules,
  { records, actor, form }: ImpactParts,
  fits: Fits,
  after: string | null,
  limit: number,
): Promise<TracedVerdict[]> {
  const ids: string[] = [];
  let [from, isMore] = [after, true];
  while (isMore && ids.length < limit) {
    const page = await judgePage(rules, from, sqlPage);
    ids.push(...page.filter(fits).map(({ id }) => id));
    from = page.at(-1)?.id ?? null;
    isMore = page.length === sqlPage;
  }
  const rows: StoredRow[] = [];
  const place = { app: form.app, form: form.key, fields: [...form.fields.keys()] };
  for (const id of ids.slice(0, limit)) {
    rows.push({ id, values: storedForm(await records.get(actor, { ...place, id }), form) });
  }
  return await new ClosureJudge(rules).judge(rows);
}

/** From the first record on, also for a later page: whose turn it is depends on those before. */
async function findByClosure(
  rules: ComparedRules,
  parts: ImpactParts,
  fits: Fits,
  after: string | null,
  limit: number,
): Promise<TracedVerdict[]> {
  const judge = new ClosureJudge(rules);
  const found: TracedVerdict[] = [];
  for await (const rows of storedRows(parts, mostJudged)) {
    const verdicts = await judge.judge(rows);
    found.push(...verdicts.filter((verdict) => (after === null || verdict.id > after) && fits(verdict)));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}
