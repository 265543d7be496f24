/**
 * Puts the pictures that the last run of the journey took into docs/pictures: `node tests/browser/keep-pictures.ts`, after
 * `npm test`. The tutorial and the guide show these, so they cannot go stale unseen.
 */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './support/product.ts';

const taken = path.join(root, 'test-output', 'pictures');
const kept = path.join(root, 'docs', 'pictures');
mkdirSync(kept, { recursive: true });
for (const name of readdirSync(taken).filter((file) => /^\d\d-.*\.png$/.test(file))) {
  copyFileSync(path.join(taken, name), path.join(kept, name));
}
