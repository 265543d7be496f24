/**
 * What `npm start`, `npm test`, `npm run bench | fuzz | tangram | check` run: plain JavaScript without dependencies, because it
 * starts on the newcomer's own Node (20 or later). It installs what is missing, builds the server and the web app when
 * their source changed, and hands over to the Node that the lockfile pins.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildAll, buildServer } from './build.mjs';
import { install } from './install.mjs';
import { commandEnvironment, commandFlags, runNode, serverEnvironment, serverFlags } from './pinned-node.mjs';
import { root } from './root.mjs';

const commands = {
  async start(args) {
    await install();
    await buildAll();
    return runNode([...serverFlags, 'apps/server/dist/main.js', ...args], { env: serverEnvironment });
  },
  async test(args) {
    return (await import('./test.mjs')).test(args);
  },
  async check(args) {
    return (await import('./check.mjs')).check(args);
  },
  async bench(args) {
    await install();
    await buildAll();
    // The server that is measured runs as `npm start` runs it.
    return runNode(['tests/bench/main.ts', ...args], {
      env: { ...serverEnvironment, NODE_OPTIONS: serverFlags.join(' ') },
    });
  },
  async fuzz(args) {
    await install();
    return runNode([...serverFlags, 'tests/fuzz/main.ts', ...args]);
  },
  async tangram(args) {
    await install({ isQuiet: true });
    await buildServer();
    return runNode([...commandFlags, 'apps/server/dist/cli.js', ...args], { env: commandEnvironment });
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
