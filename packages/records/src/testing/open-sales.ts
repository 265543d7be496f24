import type { Kysely } from 'kysely';
import type { Catalog } from '../catalog.ts';
import { createRecords } from '../create-records.ts';
import type { WriteHooks } from '../hooks.ts';
import type { Records } from '../records.ts';
import { countingIds, createTables, salesCatalog } from './sales-app.ts';
import { createSalesPeople, type SalesPeople } from './sales-people.ts';

/** The sales application in an empty database, with its people. */
export interface Sales {
  readonly records: Records;
  readonly people: SalesPeople;
  readonly catalog: Catalog;
  /** The clock stands; a test moves it. */
  now: Date;
  readonly newId: () => string;
  /** An engine over the same tables with other hooks. */
  engine(hooks: readonly WriteHooks[], catalog?: Catalog): Records;
}

export async function openSales(db: Kysely<unknown>, catalog: Catalog = salesCatalog()): Promise<Sales> {
  await createTables(db, catalog);
  const people = await createSalesPeople(db);
  const newId = countingIds();
  const clock = { now: () => sales.now };
  const engine = (hooks: readonly WriteHooks[], own = catalog) =>
    createRecords({ db, catalog: () => own, clock, newId, hooks });
  const sales: Sales = {
    records: engine([]),
    people,
    catalog,
    now: new Date('2026-11-22T03:04:05.678Z'),
    newId,
    engine,
  };
  return sales;
}

/** The problems that `work` is refused with, as `code path`; fails when it is not refused. */
export async function refusals(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.then(
    () => new Error('It was not refused.'),
    (thrown: unknown) => thrown,
  );
  const { problems } = error as { problems?: readonly { code: string; path: string }[] };
  if (problems === undefined) throw error;
  return problems.map(({ code, path }) => `${code} ${path}`.trim());
}
