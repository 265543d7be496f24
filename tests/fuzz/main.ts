/** `npm run fuzz -- worlds 200000`: one kind of random test with as many cases as asked for; without a name, says which there are. */
type Run = (count: number, seed: number) => Promise<boolean>;

const kinds: { readonly [name: string]: () => Promise<{ readonly run: Run }> } = {
  expressions: () => import('./expressions.ts'),
  worlds: () => import('./worlds.ts'),
};

const [name = '', count = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const load = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
if (load === undefined || !/^\d+$/.test(count) || !/^\d+$/.test(seed)) {
  process.stderr.write(`Usage: npm run fuzz -- ${Object.keys(kinds).join('|')} [count] [seed]\n`);
  process.exitCode = 2;
} else {
  const { run } = await load();
  process.exitCode = (await run(Number(count), Number(seed))) ? 0 : 1;
}
