import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { databaseError } from '../database-error.ts';

/**
 * The account that the server runs under. PostgreSQL refuses root, so root hands over: to the owner of the data when
 * they are there, else to `nobody`; and where nobody could not enter (under /root), to a user namespace, in which our
 * own files stay ours but the uid is not 0.
 */
export type Account =
  | { readonly type: 'own' }
  | { readonly type: 'user'; readonly uid: number; readonly gid: number }
  | { readonly type: 'namespace' };

const nobody = 65534;

/** Makes the folder (0700) when it is not there, and chooses the account. */
export function prepareFolder(home: string): Account {
  const uid = process.getuid?.();
  const isNew = !existsSync(home);
  // Only the last folder is closed to others: `nobody` must be able to walk through its parents.
  mkdirSync(path.dirname(home), { recursive: true, mode: 0o755 });
  if (isNew) mkdirSync(home, { recursive: true, mode: 0o700 });
  const owner = ownerOf(home);
  if (uid !== 0) {
    if (uid !== undefined && owner.uid !== uid) {
      const reason = `it belongs to another user (uid ${owner.uid}, this is ${uid}).`;
      throw databaseError('DATABASE_FOLDER', { folder: home, reason });
    }
    return { type: 'own' };
  }
  if (owner.uid !== 0) return enterable(home, { type: 'user', ...owner });
  if (existsSync(path.join(home, 'data'))) return { type: 'namespace' };
  const account = { type: 'user', uid: nobody, gid: nobody } as const;
  chownSync(home, nobody, nobody);
  if (canEnter(home, account)) return account;
  chownSync(home, 0, 0);
  if (canUseNamespace()) return { type: 'namespace' };
  throw databaseError('DATABASE_FOLDER_UNREACHABLE', { folder: home, uid: nobody });
}

/** Socket paths end at 103 bytes (macOS; 107 on Linux); `/.s.PGSQL.5432.lock` is 19 of them. */
const longestSocketFolder = 84;

/** Where the server's socket stands: in its folder, or in a temporary one when that path is too long for a socket. */
export function socketFolder(home: string, account: Account): string {
  if (Buffer.byteLength(home) <= longestSocketFolder) return home;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-socket-'));
  if (account.type === 'user') chownSync(folder, account.uid, account.gid);
  return folder;
}

/** How to run a program of the server under the account: the command and what `spawn` must be told. */
export function commandAs(account: Account, program: string, args: readonly string[]) {
  const options = { cwd: '/', env: { PATH: systemPath, LC_ALL: 'C', TZ: 'UTC' } };
  switch (account.type) {
    case 'own':
      return { command: program, args: [...args], options };
    case 'user':
      return { command: program, args: [...args], options: { ...options, uid: account.uid, gid: account.gid } };
    case 'namespace':
      return { command: 'unshare', args: [...namespace, program, ...args], options };
  }
}

/** Where `unshare` and `sh` are found; the server itself is called by its full path. */
const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`];

function ownerOf(folder: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(folder);
  return { uid, gid };
}

function enterable(home: string, account: Account & { type: 'user' }): Account {
  if (canEnter(home, account)) return account;
  throw databaseError('DATABASE_FOLDER_UNREACHABLE', { folder: home, uid: account.uid });
}

function canEnter(folder: string, account: Account & { type: 'user' }): boolean {
  const { command, args, options } = commandAs(account, '/bin/sh', ['-c', 'test -w "$1"', 'sh', folder]);
  return spawnSync(command, args, options).status === 0;
}

function canUseNamespace(): boolean {
  return process.platform === 'linux' && spawnSync('unshare', [...namespace, 'true']).status === 0;
}
