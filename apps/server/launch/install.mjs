import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';
import { hashFiles, isStamped, stamp } from './stamp.mjs';

/** The version whose lockfile format and settings the repository uses; newer and older ones read them differently. */
const pnpmVersion = '12.21.0';
const stampFile = 'node_modules/.installed';
const isWindows = process.platform === 'win32';

/** Installs the locked packages unless the manifests are those of the last time. Throws a sentence when it cannot. */
export async function install({ isQuiet = false } = {}) {
  const key = `${hashFiles(manifests())} ${process.platform}-${process.arch}`;
  if (isStamped(stampFile, key)) return;
  process.stderr.write('Installing packages (first start, or they changed) ...\n');
  const [command, ...before] = pnpm();
  const args = [...before, 'install', '--frozen-lockfile', ...(isQuiet ? ['--silent'] : ['--reporter=append-only'])];
  // Standard output belongs to the command that follows: what a quiet command prints may be piped into a file.
  const output = isQuiet ? ['ignore', 2, 2] : ['ignore', 'inherit', 'inherit'];
  const status = await finished(
    spawn(command, args, { cwd: root, stdio: output, shell: isWindows, env: { ...process.env, CI: 'true' } }),
  );
  if (status !== 0)
    throw new Error('Installing the packages failed; the lines above say why. Is the npm registry within reach?');
  stamp(stampFile, key);
}

export function manifests() {
  const workspaces = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  );
  const all = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tests/package.json', ...workspaces];
  return all.filter((file) => existsSync(path.join(root, file)));
}

/** pnpm itself when it is there in the right version, else through npx, which comes with npm. */
function pnpm() {
  const found = spawnSync('pnpm', ['--version'], {
    encoding: 'utf8',
    shell: isWindows,
    cwd: root,
    env: { ...process.env, COREPACK_ENABLE_STRICT: '0', COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' },
  });
  return found.status === 0 && found.stdout.trim() === pnpmVersion ? ['pnpm'] : ['npx', '--yes', `pnpm@${pnpmVersion}`];
}

/** The exit status of a child; a signal or a program that is not there counts as 1. */
export function finished(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
