import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlatformError, type Problem } from '@tangram/schema';
import { serverProblem } from './errors.ts';

/** Every setting, read and checked once; this is the only file that looks at the environment. */
export interface Config {
  readonly port: number;
  /** This machine only by default: the first visitor becomes the owner. */
  readonly host: string;
  /** Absolute. Holds the built-in database, the files, the secret. */
  readonly dataDir: string;
  /** undefined: the built-in server. */
  readonly databaseUrl?: string;
  /** A replica that reports read from. */
  readonly reportDatabaseUrl?: string;
  /** How people reach the product, `https://crm.example.cn`; undefined: as the request says. */
  readonly publicUrl?: string;
  /** Signs sessions and encrypts secrets of connections; undefined: one kept in the data folder. */
  readonly secret?: string;
  /** Where files are kept; undefined: in the data folder. */
  readonly filesDir?: string;
  readonly smtpUrl?: string;
  /** Whether rules may send to receivers on this machine and in private networks. */
  readonly allowsPrivateHooks: boolean;
  /** The first person, for a start without a browser. */
  readonly owner?: { readonly email: string; readonly password: string };
  readonly logLevel: LogLevel;
  /** Where the caller of a command stood: npm itself runs it in the top folder. */
  readonly callerDir: string;
  /** The folder of the repository: the web app and the templates stand in it. */
  readonly root: string;
}

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Environment = { readonly [name: string]: string | undefined };

export const environment: Environment = process.env;

const root = rootAbove(path.dirname(fileURLToPath(import.meta.url)));

/** The folder of the whole repository; the code that runs lies in `src`, or deeper, as built. */
function rootAbove(folder: string): string {
  const above = path.dirname(folder);
  return above === folder || existsSync(path.join(folder, 'pnpm-workspace.yaml')) ? folder : rootAbove(above);
}

/** Throws a `PlatformError` with every `CONFIG_*` problem at once. Empty variables count as not set. */
export function readConfig(from: Environment = environment): Config {
  const problems: Problem[] = [];
  const given = (name: string) => (from[name]?.trim() === '' ? undefined : from[name]?.trim());
  const refuse = (name: string, expected: string) => {
    // A password in an address must not end up in a log.
    const value = /URL|SECRET|PASSWORD/.test(name)
      ? (given(name) ?? '').replace(/\/\/[^@]*@/, '//***@')
      : (given(name) ?? '');
    problems.push(
      serverProblem('CONFIG_VALUE', `/${name}`, { name, value: name === 'SECRET' ? '***' : value, expected }),
    );
  };
  const address = (name: string, protocols: readonly string[], expected: string) => {
    const value = given(name);
    if (value === undefined) return undefined;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    refuse(name, expected);
    return undefined;
  };

  const port = Number(given('PORT') ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65535) refuse('PORT', 'a number from 0 to 65535');
  const logLevel = (given('LOG_LEVEL') ?? 'info') as LogLevel;
  if (!logLevels.includes(logLevel)) refuse('LOG_LEVEL', `one of ${logLevels.join(', ')}`);
  const secret = given('SECRET');
  if (secret !== undefined && secret.length < 32) refuse('SECRET', 'at least 32 characters');
  const databases = ['postgres:', 'postgresql:'];
  const databaseUrl = address('DATABASE_URL', databases, 'postgres://user:password@host:5432/database');
  const reportDatabaseUrl = address('REPORT_DATABASE_URL', databases, 'postgres://user:password@host:5432/database');
  const publicUrl = address('PUBLIC_URL', ['http:', 'https:'], 'an address that begins with http:// or https://');
  const filesUrl = address('FILES_URL', ['file:'], 'file:///a/folder');
  const smtpUrl = address('SMTP_URL', ['smtp:', 'smtps:'], 'smtp://user:password@host:587 or smtps://...');
  const privateHooks = given('ALLOW_PRIVATE_HOOKS') ?? '0';
  if (!['0', '1'].includes(privateHooks)) refuse('ALLOW_PRIVATE_HOOKS', '0 or 1');
  const owner = readOwner(given('OWNER_EMAIL'), given('OWNER_PASSWORD'), problems, refuse);
  if (problems.length > 0) throw new PlatformError('invalid', problems);
  return {
    port,
    host: given('HOST') ?? '127.0.0.1',
    dataDir: path.resolve(root, given('DATA_DIR') ?? 'data'),
    logLevel,
    allowsPrivateHooks: privateHooks === '1',
    callerDir: given('INIT_CWD') ?? process.cwd(),
    root,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(reportDatabaseUrl === undefined ? {} : { reportDatabaseUrl }),
    ...(publicUrl === undefined ? {} : { publicUrl: publicUrl.replace(/\/+$/, '') }),
    ...(secret === undefined ? {} : { secret }),
    ...(filesUrl === undefined ? {} : { filesDir: fileURLToPath(filesUrl) }),
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    ...(owner === undefined ? {} : { owner }),
  };
}

function readOwner(
  email: string | undefined,
  password: string | undefined,
  problems: Problem[],
  refuse: (name: string, expected: string) => void,
): Config['owner'] {
  if (email === undefined && password === undefined) return undefined;
  if (email === undefined || password === undefined) {
    problems.push(serverProblem('CONFIG_TOGETHER', '', { first: 'OWNER_EMAIL', second: 'OWNER_PASSWORD' }));
    return undefined;
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) refuse('OWNER_EMAIL', 'an e-mail address');
  if (password.length < 8)
    problems.push(
      serverProblem('CONFIG_VALUE', '/OWNER_PASSWORD', {
        name: 'OWNER_PASSWORD',
        value: '***',
        expected: 'at least 8 characters',
      }),
    );
  return { email, password };
}

/** The secret of the configuration, else the one kept in the data folder, made at the first start (0600). */
export function secretOf(config: Config): string {
  if (config.secret !== undefined) return config.secret;
  const file = path.join(config.dataDir, 'secret');
  if (!existsSync(file)) {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o755 });
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process made it in the same moment: theirs is as good.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}
