import { accessOf } from '@tangram/records';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cellOf } from '../engines/records/cell-text.ts';
import { csvOf } from '../engines/records/csv-text.ts';
import { readListQuery } from '../engines/records/list-query.ts';
import { xlsxOf } from '../engines/records/xlsx-file.ts';
import type { CommandContext } from './command.ts';
import { readFormAddress } from './form-address.ts';

export async function run(context: CommandContext): Promise<number> {
  const address = readFormAddress(context.words[0] as string);
  const target = context.words[1] as string;
  const platform = await context.platform();
  const actor = await context.actor();
  const catalog = platform.catalog();
  const form = catalog.form(address.app, address.form);
  const query = readListQuery(address, context.flags as { fields?: string; filter?: string; sort?: string });
  const access = form === undefined ? undefined : accessOf(actor, form, catalog);
  const readable = [...(form?.fields.values() ?? [])].filter(
    (field) => !field.isSystem && access?.canRead(field.key) === true,
  );
  const fields = query.fields ?? readable.map((field) => field.key);
  let count = 0;
  const { zone } = catalog.workspace;
  async function* lines() {
    for await (const row of platform.records.export(actor, { ...address, ...query, fields })) {
      if (++count % 1000 === 0) context.progress(`${count} records`);
      yield fields.map((field) => cellOf(row[field] ?? null, zone));
    }
  }
  const isSheet = target.toLowerCase().endsWith('.xlsx');
  const content = isSheet ? Readable.from([await xlsxOf(fields, lines())]) : Readable.from(csvOf(fields, lines()));
  await pipeline(content, createWriteStream(context.path(target)));
  context.answer({ ...address, file: target, records: count }, `${count} records are in ${target}.`);
  return 0;
}
