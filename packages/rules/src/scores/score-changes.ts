import type { LocalText, Scorecard } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { Fired, Run } from '../run/run.ts';
import type { ScoreTrace } from './evaluate-score.ts';
import type { CompiledScore } from './score.ts';
import type { Points } from '../points.ts';

/** What a line gave at a change of the score, from which events, since when; kept as JSON by the line's key. */
export interface StoredLine {
  readonly points: Points;
  readonly count?: number;
  readonly first?: string;
  /** As stored: only when it is not the first. */
  readonly last?: string;
  /** Since when nothing had happened for too long. */
  readonly from?: string;
}

export type StoredLines = { readonly [key: string]: StoredLine };

/**
 * Keeps every change of a score with what each line gave, as rows of `tangram.score_change`: one statement, however many
 * records. Titles stand once per wording of the card, in `tangram.score_card`: a million records are told of no more
 * than their points.
 */
export async function storeScoreChanges(score: CompiledScore, fired: readonly Fired[], run: Run): Promise<void> {
  const rows = fired.flatMap(({ record, firing }) => {
    const trace = firing.standing.score;
    const changed = firing.changes.some((change) => change.field === score.definition.field);
    if (trace === undefined || (!changed && !trace.bandEntered)) return [];
    const { before, after, band, bandEntered } = trace;
    return [{ record: record.change.id, before, after, band, entered: bandEntered, lines: linesOf(trace) }];
  });
  if (rows.length === 0) return;
  const { app, rule, definition } = score;
  const version = sql`(select t.version from ${sql.id(score.table.schema, score.table.name)} as t where t.id = x.record)`;
  await sql`
    with ${cardRow(score)}
    insert into tangram.score_change
      (record, app, form, rule, at, version, card, occasion, actor_name, before, after, band, entered, lines)
    select x.record, ${app}, ${definition.form}, ${rule}, ${run.now}, ${version}, (select id from card),
      ${run.occasion?.name ?? null}, ${run.actorName}, x.before, x.after, x.band, x.entered, x.lines
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x(record uuid, before numeric, after numeric, band text, entered boolean, lines json)`.execute(run.trx);
}

/** `card (id)`: the row with the titles of the card's lines as they are now, made when it is not there yet. */
export function cardRow({
  app,
  rule,
  definition,
}: Pick<CompiledScore, 'app' | 'rule' | 'definition'>): RawBuilder<unknown> {
  const titles = JSON.stringify(titlesOf(definition));
  return sql`known as (
      select id from tangram.score_card
      where app = ${app} and rule = ${rule} and md5(titles::text) = md5((${titles}::jsonb)::text)
    ), made as (
      insert into tangram.score_card (app, rule, titles)
      select ${app}, ${rule}, ${titles}::jsonb where not exists (select from known)
      on conflict do nothing returning id
    ), card as (select id from known union all select id from made)`;
}

/** The titles of lines, groups and bands by key; those of bands begin with `band:`. */
export function titlesOf(card: Scorecard): { readonly [key: string]: LocalText } {
  const lines = [...card.attributes, ...(card.events ?? []), ...(card.idle ?? []), ...(card.groups ?? [])];
  return Object.fromEntries([
    ...lines.map(({ key, title }) => [key, title] as const),
    ...(card.bands ?? []).map(({ key, title }) => [`band:${key}`, title] as const),
  ]);
}

function linesOf({ attributes, events, idle, limits }: ScoreTrace): StoredLines {
  return Object.fromEntries<StoredLine>([
    ...attributes.filter((line) => line.counted).map(({ key, points }) => [key, { points }] as const),
    ...events
      .filter((line) => line.points !== 0)
      .map(({ key, points, count, first, last }) => {
        return [
          key,
          { points, count, ...(first === null ? {} : { first }), ...(last === null || last === first ? {} : { last }) },
        ] as const;
      }),
    ...idle
      .filter((line) => line.counted)
      .map(({ key, points, from }) => [key, { points, ...(from === null ? {} : { from }) }] as const),
    ...limits.map(({ key, points }) => [key, { points }] as const),
  ]);
}
