import type { ParseArgsConfig } from 'node:util';
import type { Actor } from '@tangram/records';
import type { Config } from '../config.ts';
import type { DatabaseServer } from '../database/database-server.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platform.ts';

/** One command of `tangram`; a new one is an entry in `commands.ts` and a file here that exports `run`. */
export interface Command {
  /** One or two words, `user add`. */
  readonly name: string;
  /** What follows the name, `<app> <folder> [--dry-run]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** How many words must and may follow the name. */
  readonly words: readonly [least: number, most: number];
  /** Which of the words is a file or folder to read: looked for before anything is started. */
  readonly reads?: number;
  /** The database comes up while the command's file and the engines behind it load. */
  readonly usesDatabase?: true;
  readonly load: () => Promise<{ readonly run: (context: CommandContext) => Promise<number> }>;
}

/** What `run` is given. It answers the exit status: 0 when all went well, 1 when there are problems; they may be thrown. */
export interface CommandContext {
  readonly words: readonly string[];
  readonly flags: { readonly [name: string]: string | boolean | undefined };
  readonly config: Config;
  readonly log: Log;
  /** Prints the answer: `data` with --json, else the text. */
  readonly answer: (data: unknown, text: string) => void;
  /** A line about progress, on a terminal only, replaced by the next one. */
  readonly progress: (text: string) => void;
  /** A file named by the caller, from where they stood. */
  readonly path: (name: string) => string;
  /** The server that holds the database, up; for commands that do not want the engines. */
  readonly databaseServer: () => Promise<DatabaseServer>;
  /** Opens the database and the engines; ended by itself when the command is done. */
  readonly platform: () => Promise<Platform>;
  /** On whose behalf: `--as <email>`, else the first administrator, else the system itself. */
  readonly actor: () => Promise<Actor>;
}
