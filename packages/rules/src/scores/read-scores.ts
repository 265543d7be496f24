import type { RecordAddress } from '@tangram/records';
import { type JsonValue, type LocalText, textIn } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { RecordExplanation } from '../explain/explain-record.ts';
import { numberOf, type Points } from '../points.ts';
import type { ScoreTrace } from './evaluate-score.ts';
import type { StoredLine, StoredLines } from './score-changes.ts';

/** The scores of a record: how each stands, and how it came to it. */
export interface RecordScores {
  readonly scores: readonly RecordScore[];
}

export interface RecordScore {
  readonly rule: string;
  readonly title: LocalText;
  readonly now: ScoreTrace;
  /** Newest first. */
  readonly history: readonly ScoreChange[];
  /** Pass as `after` for what happened before; null at the end. */
  readonly next: string | null;
}

export interface ScoreChange {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly before: JsonValue;
  readonly after: Points;
  readonly band: string | null;
  readonly bandTitle: LocalText | null;
  readonly entered: boolean;
  /** The event that set it off, or why it changed by itself; null for a save. */
  readonly occasion: string | null;
  readonly actor: string;
  readonly lines: readonly ScoreChangeLine[];
}

export interface ScoreChangeLine extends StoredLine {
  readonly key: string;
  readonly title: LocalText;
}

export interface ScorePage {
  /** Changes per card, 1 to 200. */
  readonly limit: number;
  /** Id of a change: only older ones. */
  readonly after?: string;
}

interface ChangeRow {
  readonly rule: string;
  readonly id: string;
  readonly at: string;
  readonly before: string | null;
  readonly after: string;
  readonly band: string | null;
  readonly entered: boolean;
  readonly occasion: string | null;
  readonly actor_name: string;
  readonly lines: StoredLines;
  readonly titles: { readonly [key: string]: LocalText } | null;
}

/** Adds the history of the scores that an explanation, made for the one who asks, lets him see. */
export async function readScores(
  db: Kysely<unknown>,
  { app, id }: RecordAddress,
  { rules }: RecordExplanation,
  { limit, after }: ScorePage,
): Promise<RecordScores> {
  const seen = rules.flatMap(({ rule, title, now: { score } }) =>
    score === undefined ? [] : [{ rule, title, now: score }],
  );
  const { rows } = await sql<ChangeRow>`
    select c.rule, c.id::text, c.at, c.before::text, c.after::text, c.band, c.entered, c.occasion, c.actor_name, c.lines, k.titles
    from unnest(${seen.map(({ rule }) => rule)}::text[]) as asked (rule)
    cross join lateral (
      select * from tangram.score_change as c
      where c.record = ${id}::uuid and c.app = ${app} and c.rule = asked.rule
        ${after === undefined ? sql`` : sql`and c.id < ${after}::bigint`}
      order by c.id desc limit ${limit + 1}
    ) as c
    left join tangram.score_card as k on k.id = c.card
    order by c.id desc`.execute(db);
  return {
    scores: seen.map((card) => {
      const own = rows.filter((row) => row.rule === card.rule);
      const history = own.slice(0, limit).map(changeOf);
      return { ...card, history, next: own.length > limit ? (history.at(-1)?.id ?? null) : null };
    }),
  };
}

function changeOf({
  id,
  at,
  before,
  after,
  band,
  entered,
  occasion,
  actor_name,
  lines,
  titles,
}: ChangeRow): ScoreChange {
  return {
    id,
    at,
    before: before === null ? null : numberOf(before),
    after: numberOf(after),
    band,
    bandTitle: band === null ? null : (titles?.[`band:${band}`] ?? band),
    entered,
    occasion,
    actor: actor_name,
    lines: Object.entries(lines).map(([key, line]) => ({ key, title: titleOf(titles, key), ...storedLine(line) })),
  };
}

/** A line as it is told. Instants as the clock of a run has them, to the millisecond: a recomputation writes them as the database does. */
export function storedLine({ first, last = first, from, ...line }: StoredLine): StoredLine {
  const at = (key: string, text?: string) => (text === undefined ? {} : { [key]: new Date(text).toISOString() });
  return { ...line, ...at('first', first), ...at('last', last), ...at('from', from) };
}

function titleOf(titles: ChangeRow['titles'], key: string): LocalText {
  if (key === '') return { en: 'Limits of the card', zh: '总分上下限' };
  const title = titles?.[key];
  return title === undefined || textIn(title, 'en') === '' ? key : title;
}
