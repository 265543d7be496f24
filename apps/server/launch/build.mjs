import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './pinned-node.mjs';
import { root } from './root.mjs';
import { filesBelow, isStamped, lookOf, stamp } from './stamp.mjs';

/** Both apps, side by side. */
export const buildAll = () => Promise.all([buildServer(), buildWeb()]);

/**
 * `apps/server/dist/main.js` and `cli.js`: the server and the commands as few files, which load in half the time. Each build
 * has a folder of its own: a server that runs goes on with the files it was started from, and loads more of them later.
 */
export async function buildServer() {
  const folder = 'apps/server';
  const key = sourceOf(folder);
  if (isStamped(stampOf(folder), key)) return;
  const dist = path.join(root, folder, 'dist');
  const build = key.slice(0, 12);
  const side = `${build}.${process.pid}`;
  try {
    if (!existsSync(path.join(dist, build))) {
      await vite('server', folder, ['--outDir', `dist/${side}`]);
      moveUnlessThere(path.join(dist, side), path.join(dist, build));
    }
  } finally {
    rmSync(path.join(dist, side), { recursive: true, force: true });
  }
  for (const entry of ['main.js', 'cli.js']) {
    const written = path.join(dist, `${entry}.${process.pid}`);
    writeFileSync(written, `import './${build}/${entry}';\n`);
    renameSync(written, path.join(dist, entry));
  }
  stamp(stampOf(folder), key);
  forgetOldest(dist, build);
}

/** The web app, into `apps/web/dist`. */
export async function buildWeb() {
  const folder = 'apps/web';
  const key = sourceOf(folder);
  if (isStamped(stampOf(folder), key)) return;
  await vite('web app', folder, []);
  stamp(stampOf(folder), key);
}

const stampOf = (folder) => `${folder}/dist/.built`;

function sourceOf(folder) {
  return lookOf([...filesBelow(folder), ...filesBelow('packages'), 'pnpm-lock.yaml', 'tsconfig.base.json']);
}

/** Runs the folder's own `vite.config.ts`. */
async function vite(name, folder, options) {
  process.stderr.write(`Building the ${name} (first start, or it changed) ...\n`);
  mkdirSync(path.join(root, folder, 'dist'), { recursive: true });
  const command = ['node_modules/vite/bin/vite.js', 'build', folder, '--logLevel', 'warn', ...options];
  if ((await runNode(command, { hasChannel: false })) !== 0)
    throw new Error(`The ${name} could not be built; the lines above say why.`);
}

/** Another process may have built the same in the meantime. */
function moveUnlessThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** What a killed build left counts as one. */
const mostBuilds = 5;

function forgetOldest(dist, current) {
  const builds = readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== current)
    .map(({ name }) => ({ name, at: statSync(path.join(dist, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of builds.slice(mostBuilds - 1)) rmSync(path.join(dist, name), { recursive: true, force: true });
}
