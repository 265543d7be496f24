import type { ImportPreview } from '@tangram/client';
import { inferForm, type SheetSample } from '@tangram/forms';
import { type FormDefinition, keyFrom, type Language } from '@tangram/schema';
import { client } from '../../app/client.ts';

/** A sheet that was read: its file on the server, and enough of every column to tell what it holds. */
export interface Sheet {
  readonly preview: ImportPreview;
  readonly sample: SheetSample;
}

export interface Progress {
  readonly stage: 'app' | 'form' | 'rows';
  readonly done?: number;
  readonly total?: number;
}

/** The upload belongs to no form yet; the address wants names all the same. */
const nowhere = 'new';
/** Values of a column that decide its type. */
const sampleRows = 2000;
const askAgainMs = 400;

/** Sends the file to the server, which reads it, and asks for the texts of each column. */
export async function readSheet(file: File): Promise<Sheet> {
  const preview = await client.records.uploadImport(nowhere, nowhere, { name: file.name, body: file });
  const columns: string[][] = [];
  for (const column of preview.columns) {
    const { rows } = await client.records.importTexts(nowhere, nowhere, preview.file, column);
    columns.push(
      rows
        .flatMap(({ text, count }) => Array.from({ length: Math.min(count, sampleRows) }, () => text))
        .slice(0, sampleRows),
    );
  }
  const height = Math.max(0, ...columns.map((column) => column.length));
  const rows = Array.from({ length: height }, (_, at) => columns.map((column) => column[at] ?? ''));
  return { preview, sample: { header: preview.columns, rows } };
}

/** The form that the sheet looks like, and which column fills which field. */
export function formOf(
  sheet: Sheet,
  title: string,
  language: Language,
  zone: string,
): { definition: FormDefinition; columns: { [column: string]: string } } {
  const { definition, fields } = inferForm(title, sheet.sample, { language, zone });
  const columns = Object.fromEntries([...fields].map(([at, key]) => [sheet.preview.columns[at] as string, key]));
  return { definition, columns };
}

/** Makes the form (in a new application when `app` is null), publishes it and imports every row. */
export async function bringSheet(
  sheet: Sheet,
  wanted: { title: string; app: string | null; language: Language; zone: string },
  onProgress: (progress: Progress) => void,
): Promise<{ app: string; form: string; refused: number }> {
  onProgress({ stage: 'app' });
  const app = wanted.app ?? (await client.apps.createApp({ title: wanted.title })).key;
  onProgress({ stage: 'form' });
  const { definition, columns } = formOf(sheet, wanted.title, wanted.language, wanted.zone);
  const { rows } = await client.apps.definitions(app);
  const form = keyFrom(wanted.title, new Set(rows.filter((row) => row.kind === 'form').map((row) => row.key)), 'form');
  await client.apps.saveDraft(app, 'form', form, { definition });
  await client.apps.publish(app, 'form', form);
  let run = await client.records.startImport(app, form, { file: sheet.preview.file, plan: { columns }, dryRun: false });
  while (run.state === 'running') {
    onProgress({ stage: 'rows', done: run.done, total: run.total });
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    run = await client.records.importState(app, form, run.id);
  }
  return { app, form, refused: run.failed };
}
