import { runNode } from './pinned-node.mjs';
import { filesBelow, isStamped, lookOf, stamp } from './stamp.mjs';

/** Both apps, side by side. */
export const buildAll = () => Promise.all([buildServer(), buildWeb()]);

/** `apps/server/dist/main.js` and `cli.js`: the server and the commands as few files, which load in half the time. */
export const buildServer = () => build('server', 'apps/server');

/** The web app, into `apps/web/dist`. */
export const buildWeb = () => build('web app', 'apps/web');

/** Builds `folder` with its own `vite.config.ts` unless its source is that of the last time. */
async function build(name, folder) {
  const stampFile = `${folder}/dist/.built`;
  const key = lookOf([...filesBelow(folder), ...filesBelow('packages'), 'pnpm-lock.yaml', 'tsconfig.base.json']);
  if (isStamped(stampFile, key)) return;
  process.stderr.write(`Building the ${name} (first start, or it changed) ...\n`);
  const vite = ['node_modules/vite/bin/vite.js', 'build', folder, '--logLevel', 'warn'];
  if ((await runNode(vite, { hasChannel: false })) !== 0)
    throw new Error(`The ${name} could not be built; the lines above say why.`);
  stamp(stampFile, key);
}
