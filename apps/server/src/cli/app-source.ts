import type { AppFiles } from '@tangram/apps';
import { readFile, stat } from 'node:fs/promises';
import { reasonOf } from '../database/database-error.ts';
import { isDefinitionFile, readAppFolder } from '../engines/apps/app-folder.ts';
import { serverError } from '../errors.ts';
import { readZip } from '../files/zip.ts';

/** The files of an application from a folder or a zip archive of one (the application at its top or in its only folder). */
export async function readAppSource(source: string): Promise<AppFiles> {
  try {
    if ((await stat(source)).isDirectory()) return await readAppFolder(source);
    const files = [...readZip(await readFile(source))].filter(([name]) => isDefinitionFile(name));
    const prefix = files.find(([name]) => /^[^/]+\/app\.json$/.test(name))?.[0].replace(/app\.json$/, '') ?? '';
    return new Map(files.map(([name, text]) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, text]));
  } catch (error) {
    throw serverError('COMMAND_FILE', { file: source, reason: reasonOf(error) }, '', error);
  }
}
