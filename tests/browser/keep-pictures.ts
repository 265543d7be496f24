/**
 * Puts the pictures of the last browser tests that the documents show into docs/pictures: `node tests/browser/keep-pictures.ts`,
 * after `npm test`. So they cannot go stale unseen.
 */
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './support/product.ts';

const taken = path.join(root, 'test-output', 'pictures');
const kept = path.join(root, 'docs', 'pictures');
mkdirSync(kept, { recursive: true });
const documents = globSync('{README.md,docs/**/*.md}', { cwd: root });
const shown = new Set(
  documents.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/pictures\/([\w-]+\.png)/g)].map(
      ([, name]) => name as string,
    ),
  ),
);
for (const name of [...shown].toSorted()) {
  const file = path.join(taken, name);
  if (existsSync(file)) copyFileSync(file, path.join(kept, name));
  else process.stderr.write(`${name} is shown in the documents, and no test took it.\n`);
}
