import { readFile } from 'node:fs/promises';
import { reasonOf } from '../database/database-error.ts';
import { serverError } from '../errors.ts';

/** The JSON document in a file; `COMMAND_FILE` when it is not there or is not JSON. */
export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    throw serverError('COMMAND_FILE', { file, reason: reasonOf(error) }, '', error);
  }
}
