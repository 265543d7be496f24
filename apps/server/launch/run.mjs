/**
 * What `npm start`, `npm test`, `npm run bench | fuzz | tangram | check` run: plain JavaScript without dependencies, because it
 * starts on the newcomer's own Node (20 or later). It installs what is missing, builds the web app when its source
 * changed, and hands over to the Node that the lockfile pins.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildWeb } from './build-web.mjs';
import { check } from './check.mjs';
import { install } from './install.mjs';
import { commandFlags, runNode, serverEnvironment, serverFlags } from './pinned-node.mjs';
import { root } from './root.mjs';
import { test } from './test.mjs';

const commands = {
  async start(args) {
    await install();
    await buildWeb();
    return runNode([...serverFlags, 'apps/server/src/main.ts', ...args], { env: serverEnvironment });
  },
  test,
  check,
  async bench(args) {
    await install();
    // The server that is measured runs as `npm start` runs it.
    return runNode(['tests/bench/main.ts', ...args], {
      env: { ...serverEnvironment, NODE_OPTIONS: serverFlags.join(' ') },
    });
  },
  async fuzz(args) {
    await install();
    return runNode(['tests/fuzz/main.ts', ...args]);
  },
  async tangram(args) {
    await install({ isQuiet: true });
    return runNode([...commandFlags, 'apps/server/src/cli/main.ts', ...args]);
  },
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
if (command === undefined) {
  process.stderr.write(
    `Usage: node ${path.relative(root, process.argv[1])} ${Object.keys(commands).join('|')} [arguments]\n`,
  );
  process.exit(2);
}
if (!existsSync(path.join(root, 'pnpm-lock.yaml'))) {
  process.stderr.write('pnpm-lock.yaml is missing: this is not a whole copy of the repository.\n');
  process.exit(2);
}
try {
  process.exitCode = await command(args);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
