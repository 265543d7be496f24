import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setImmediate } from 'node:timers/promises';
import { PlatformError, type Problem } from '@tangram/schema';
import { type Environment, environment as own, readConfig } from '../config.ts';
import { reasonOf } from '../database/database-error.ts';
import { openDatabaseServer } from '../database/database-server.ts';
import { serverError } from '../errors.ts';
import { commandLog } from '../log.ts';
import type { Platform } from '../platform.ts';
import type { Command, CommandContext } from './command.ts';
import { commands } from './commands.ts';

/** Where a command writes; a terminal shows progress. */
export interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean };
}

/** Exit status: 0 well, 1 problems, 2 wrong use. */
export async function runCommand(
  args: readonly string[],
  streams: Streams,
  environment: Environment = own,
): Promise<number> {
  const command = findCommand(args);
  if (command === undefined) {
    const asked = args[0] === undefined || args[0] === 'help' || args[0] === '--help';
    (asked && args.length > 0 ? streams.out : streams.err).write(helpText());
    return asked && args.length > 0 ? 0 : 2;
  }
  let isJson = args.includes('--json');
  try {
    const { words, flags } = readArguments(command, args.slice(command.name.split(' ').length));
    isJson = flags['json'] === true;
    if (flags['help'] === true) {
      streams.out.write(`tangram ${command.name} ${command.usage}\n\n${command.summary}\n`);
      return 0;
    }
    return await runWith(command, words, flags, environment, streams);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    say(error.problems, isJson, streams);
    return error.problems.some((problem) => problem.code === 'COMMAND_USAGE') ? 2 : 1;
  }
}

async function runWith(
  command: Command,
  words: readonly string[],
  flags: CommandContext['flags'],
  environment: Environment,
  streams: Streams,
): Promise<number> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...environment });
  const pathOf = (name: string) => path.resolve(config.callerDir, name);
  if (command.reads !== undefined) mustBeThere(pathOf(words[command.reads] as string));
  const log = commandLog(config.logLevel);
  const line = progressLine(streams);
  // The database comes up while the command and the engines load: nothing of them is imported above, and its process is
  // started within this turn, because loading lets no other happen.
  const early = command.usesDatabase === true ? openDatabaseServer(config) : undefined;
  await setImmediate();
  let isTaken = false;
  const databaseServer = () => {
    isTaken = true;
    return early ?? openDatabaseServer(config);
  };
  const open = async () => (await import('./open-platform.ts')).openPlatform(config, log, databaseServer());
  let opened: Promise<Platform> | undefined;
  const platform = () => (opened ??= open());
  try {
    const { run } = await command.load();
    return await run({
      words,
      flags,
      config,
      log,
      databaseServer,
      platform,
      path: pathOf,
      progress: (text) => line.show(text),
      answer(data, text) {
        line.clear();
        streams.out.write(
          flags['json'] === true ? `${JSON.stringify(data, null, 2)}\n` : text === '' ? '' : `${text}\n`,
        );
      },
      actor: async () => (await import('./open-platform.ts')).actorFor(await platform(), flags['as']),
    });
  } finally {
    line.clear();
    await (await opened)?.close();
    if (!isTaken) await early?.then((server) => server.stop()).catch(() => {});
  }
}

function mustBeThere(file: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw serverError('COMMAND_FILE', { file, reason: reasonOf(error) }, '', error);
  }
}

/** Two-word commands first: `user add` before `user`. */
function findCommand(args: readonly string[]): Command | undefined {
  const [first = '', second = ''] = args;
  return commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first);
}

function readArguments(command: Command, args: string[]) {
  const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  let read: { values: object; positionals: string[] };
  try {
    read = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw misuse(command, (error as Error).message);
  }
  const flags = read.values as CommandContext['flags'];
  const [least, most] = command.words;
  const { length } = read.positionals;
  if (flags['help'] !== true && (length < least || length > most))
    throw misuse(command, length < least ? 'Something is missing.' : 'That is too much.');
  return { words: read.positionals, flags };
}

function misuse(command: Command, reason: string): PlatformError {
  return serverError('COMMAND_USAGE', { reason: `${reason}\nUsage: tangram ${command.name} ${command.usage}` });
}

function say(problems: readonly Problem[], isJson: boolean, streams: Streams): void {
  if (isJson) {
    streams.out.write(`${JSON.stringify({ problems }, null, 2)}\n`);
    return;
  }
  for (const { path: place, message, hint } of problems) {
    streams.err.write(`${place === '' ? '' : `${place}: `}${message}${hint === undefined ? '' : ` ${hint}`}\n`);
  }
}

function progressLine({ err }: Streams) {
  let isShown = false;
  return {
    show(text: string) {
      if (err.isTTY !== true) return;
      err.write(`\r\u001B[2K${text}`);
      isShown = true;
    },
    clear() {
      if (isShown) err.write('\r\u001B[2K');
      isShown = false;
    },
  };
}

function helpText(): string {
  const lines = commands.map(({ name, usage, summary }) => `  ${name} ${usage}\n      ${summary}\n`);
  return `Usage: npm run -s tangram -- <command> [--json]\n\n${lines.join('')}`;
}
