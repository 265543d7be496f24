import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** One hash over names and contents of `files` (relative to the root). */
export const hashFiles = (files) => hashOf(files, (file) => readFileSync(file));

/** One hash over names, sizes and times of `files`: quicker by half, and what changed has another. */
export const lookOf = (files) =>
  hashOf(files, (file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size}\0${mtimeMs}\0`;
  });

function hashOf(files, look) {
  const hash = createHash('sha256');
  for (const file of [...files].sort((a, b) => (a < b ? -1 : 1)))
    hash.update(`${file}\0`).update(look(path.join(root, file)));
  return hash.digest('hex');
}

/** Every file below `folder`, without what was installed or built. */
export function filesBelow(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) return [];
    return entry.isDirectory() ? filesBelow(name) : [name];
  });
}

/** Whether `file` says that `key` was finished. */
export function isStamped(file, key) {
  const stamp = path.join(root, file);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
}

export function stamp(file, key) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), key);
}
