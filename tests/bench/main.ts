/** `npm run bench -- records`: measures one part of the product; without a name, says which there are. */
const benches: { readonly [name: string]: () => Promise<{ readonly run: () => Promise<boolean> }> } = {
  records: () => import('./records.ts'),
  rules: () => import('./rules.ts'),
  rescore: () => import('./rescore.ts'),
  start: () => import('./start.ts'),
};

const name = process.argv[2] ?? '';
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load === undefined) {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(benches).join('|')}\n`);
  process.exitCode = 2;
} else {
  const { run } = await load();
  process.exitCode = (await run()) ? 0 : 1;
}
