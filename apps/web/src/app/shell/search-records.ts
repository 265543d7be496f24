import type { AppForMember, Row } from '@tangram/client';
import type { LocalText } from '@tangram/schema';
import type { QueryClient } from '@tanstack/react-query';
import { appQuery, appsQuery } from '../app-query.ts';
import { client } from '../client.ts';
import type { PaletteEntry } from './palette-entries.ts';

/** Forms asked for one search: more would make the first answers wait for the last. */
const maxForms = 12;
const perForm = 5;

/** Records whose text holds `wanted`, of the open application, else of all of them. A form that cannot answer is left out. */
export async function searchRecords(
  queries: QueryClient,
  appKey: string,
  wanted: string,
  text: (text: LocalText) => string,
  signal: AbortSignal,
): Promise<readonly PaletteEntry[]> {
  const appKeys = appKey === '' ? (await queries.ensureQueryData(appsQuery)).rows.map((app) => app.key) : [appKey];
  const apps = await Promise.all(appKeys.map((key) => queries.ensureQueryData(appQuery(key))));
  const forms = apps.flatMap((app) => Object.keys(app.forms).map((form) => ({ app, form }))).slice(0, maxForms);
  const found = await Promise.allSettled(
    forms.map(async ({ app, form }) => {
      const { rows } = await client.records.list(app.app.key, form, { search: wanted, limit: perForm }, signal);
      return rows.map((row) => entryOf(app, form, row, text));
    }),
  );
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

function entryOf(app: AppForMember, form: string, row: Row, text: (text: LocalText) => string): PaletteEntry {
  const definition = app.forms[form]?.definition;
  const path = `/apps/${encodeURIComponent(app.app.key)}/forms/${encodeURIComponent(form)}/${row.id}`;
  const titleField = definition?.form.titleField ?? Object.keys(definition?.properties ?? {})[0] ?? 'id';
  const title = row[titleField];
  return {
    id: `record ${row.id}`,
    group: 'records',
    title: typeof title === 'string' && title !== '' ? title : row.id.slice(0, 8),
    icon: definition?.form.icon ?? 'table',
    detail: definition === undefined ? form : text(definition.form.title),
    path,
  };
}
