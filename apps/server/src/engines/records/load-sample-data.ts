import { type Actor, type ImportParts, importRecords } from '@tangram/records';
import { type Problem, problemAt, problemsOf } from '@tangram/schema';
import { appErrors } from '@tangram/apps';
import { mappingOf, sheetRows } from './import-plan.ts';
import { readTableFile } from './table-file.ts';

const appProblem = problemsOf(appErrors);

/** Imports one CSV of a template's `data` folder, whose columns are named like the fields. Answers what was refused. */
export async function loadSampleData(
  parts: ImportParts,
  actor: Actor,
  app: string,
  form: string,
  csv: string,
): Promise<Problem[]> {
  const file = await readTableFile(Buffer.from(csv, 'utf8'), `data/${form}.csv`);
  const mapping = mappingOf({}, file, parts.catalog().form(app, form));
  const { failed } = await importRecords(parts, actor, { app, form, rows: sheetRows(file), mapping });
  return failed.flatMap(({ row, problems }) =>
    problems.map((problem) =>
      problemAt(`/data/${form}.csv/${row + 1}`, appProblem('APP_SAMPLE_DATA', '', { row: row + 1, form, problem })),
    ),
  );
}
