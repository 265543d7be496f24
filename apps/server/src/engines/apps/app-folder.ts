import type { AppFiles } from '@tangram/apps';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The files of an application in a folder: `forms/lead.json` -> its text. Hidden files and read-me files are passed over. */
export async function readAppFolder(folder: string): Promise<AppFiles> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
    if (isDefinitionFile(name)) files.set(name, await readFile(path.join(folder, name), 'utf8'));
  }
  return files;
}

/** Writes the files; those that are already there are replaced, others stay. */
export async function writeAppFolder(folder: string, files: AppFiles): Promise<void> {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

export function isDefinitionFile(name: string): boolean {
  return !name.split('/').some((part) => part.startsWith('.')) && !name.toLowerCase().endsWith('.md');
}
