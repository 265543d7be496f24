import { importRecords } from '@tangram/records';
import { PlatformError, shapeCheck } from '@tangram/schema';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reasonOf } from '../database/database-error.ts';
import { type ImportPlan, importPlanSchema, mappingOf, sheetRows } from '../engines/records/import-plan.ts';
import { errorLines } from '../engines/records/import-runs.ts';
import { readTableFile } from '../engines/records/table-file.ts';
import { serverError } from '../errors.ts';
import type { CommandContext } from './command.ts';
import { readFormAddress } from './form-address.ts';
import { readJsonFile } from './json-file.ts';

export async function run(context: CommandContext): Promise<number> {
  const { flags } = context;
  const address = readFormAddress(context.words[0] as string);
  const name = context.path(context.words[1] as string);
  const plan = await readPlan(flags['map'], flags['upsert'], context.path);
  const file = await readTableFile(await readFileOrRefuse(name), path.basename(name));
  const platform = await context.platform();
  const mapping = mappingOf(plan, file, platform.catalog().form(address.app, address.form));
  const total = file.rows.length;
  const result = await importRecords(
    { db: platform.db, records: platform.records, catalog: () => platform.catalog(), clock: platform.clock },
    await context.actor(),
    {
      ...address,
      mapping,
      rows: sheetRows(file),
      dryRun: flags['dry-run'] === true,
      onProgress: (done) =>
        context.progress(`${done} of ${total} rows (${Math.floor((done / Math.max(total, 1)) * 100)} %)`),
    },
  );
  const { failed, ...counts } = result;
  const errors =
    typeof flags['errors'] === 'string' ? context.path(flags['errors']) : `${name.replace(/\.[^./]+$/, '')}.errors.csv`;
  if (failed.length > 0) await writeFile(errors, [...errorLines(file, failed)].join(''));
  const told = failed.length === 0 ? '' : ` The refused rows are in ${errors}.`;
  const would = flags['dry-run'] === true ? ' (dry run: nothing was saved)' : '';
  context.answer(
    {
      ...counts,
      failed: failed.length,
      total,
      columns: mapping.fields,
      ragged: file.ragged,
      ...(failed.length === 0 ? {} : { errors }),
    },
    `${total} rows: ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${failed.length} refused${would}.${told}`,
  );
  return failed.length === 0 ? 0 : 1;
}

async function readPlan(
  map: string | boolean | undefined,
  upsert: string | boolean | undefined,
  resolve: (name: string) => string,
): Promise<ImportPlan> {
  const plan = typeof map === 'string' ? ((await readJsonFile(resolve(map))) as ImportPlan) : {};
  const problems = shapeCheck(importPlanSchema)(plan);
  if (problems.length > 0) throw new PlatformError('invalid', problems);
  return typeof upsert === 'string' ? { ...plan, upsert } : plan;
}

async function readFileOrRefuse(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw serverError('COMMAND_FILE', { file, reason: reasonOf(error) }, '', error);
  }
}
