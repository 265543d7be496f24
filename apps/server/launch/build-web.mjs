import { runNode } from './pinned-node.mjs';
import { filesBelow, hashFiles, isStamped, stamp } from './stamp.mjs';

const stampFile = 'apps/web/dist/.built';

/** Builds the web app into `apps/web/dist` unless its source is that of the last time. */
export async function buildWeb() {
  const key = hashFiles([...filesBelow('apps/web'), ...filesBelow('packages'), 'pnpm-lock.yaml', 'tsconfig.base.json']);
  if (isStamped(stampFile, key)) return;
  process.stderr.write('Building the web app (first start, or it changed) ...\n');
  const status = await runNode(['node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn'], {
    hasChannel: false,
  });
  if (status !== 0) throw new Error('The web app could not be built; the lines above say why.');
  stamp(stampFile, key);
}
