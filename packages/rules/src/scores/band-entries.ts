import { type Kysely, sql } from 'kysely';
import type { Fired, Run } from '../run/run.ts';
import type { CompiledScore } from './score.ts';
import { upTo } from './sql-parts.ts';

type CardAddress = Pick<CompiledScore, 'app' | 'rule'>;

/** Which of the records have entered which band of a card, ever or by an instant: `<record> <band>`. */
export async function readEntered(
  trx: Kysely<unknown>,
  { app, rule }: CardAddress,
  ids: readonly string[],
  until: Date | null,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ record: string; band: string }>`
    select record, band from tangram.score_band_entry
    where app = ${app} and rule = ${rule} and record = any(${ids}::uuid[]) and ${upTo(sql`at`, until)}`.execute(trx);
  return new Set(rows.map(({ record, band }) => `${record} ${band}`));
}

/** Keeps the first time that each record entered a band with actions; the records are locked by their own write, so none is told twice. */
export async function storeEntered(
  { app, rule, bands }: CompiledScore,
  fired: readonly Fired[],
  run: Run,
): Promise<void> {
  const acting = new Set<string | null>(bands.filter((band) => band.steps.length > 0).map((band) => band.key));
  const rows = fired.flatMap(({ record, firing: { standing } }) => {
    const { band = null, bandEntered = false, bandRepeated = false } = standing.score ?? {};
    return bandEntered && !bandRepeated && acting.has(band) ? [{ record: record.change.id, band }] : [];
  });
  if (rows.length === 0) return;
  await sql`
    insert into tangram.score_band_entry (app, rule, record, band, at)
    select ${app}, ${rule}, x.record, x.band, ${run.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(record uuid, band text)
    on conflict do nothing`.execute(run.trx);
}
