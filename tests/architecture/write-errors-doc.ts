/**
 * Writes docs/errors.md from the error tables: `node tests/architecture/write-errors-doc.ts`. The test beside it fails
 * when a code is missing there, so this is run after an error is added.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ErrorEntry, ErrorTable } from '@tangram/schema';
import { root, sourceFiles } from './source-files.ts';

const sections: string[] = [];
for (const file of sourceFiles().filter((file) => file.path.endsWith('/errors.ts'))) {
  const module = (await import(pathToFileURL(path.join(root, file.path)).href)) as Record<string, unknown>;
  const entries = Object.values(module)
    .filter(isTable)
    .flatMap((table) => Object.entries(table));
  if (entries.length > 0) sections.push(`## ${titleOf(file.path)}\n\n${entries.map(describe).join('\n')}`);
}
writeFileSync(path.join(root, 'docs/errors.md'), `${intro()}\n${sections.join('\n')}`);

function intro(): string {
  return `# Errors

Every error is \`{ code, message, path, hint?, params? }\`: the code never changes its meaning, \`path\` is a JSON Pointer to
what is wrong, and the message names the thing. An HTTP answer holds all of them at once: \`{ "problems": [...] }\`. In the
sentences below, \`{name}\` is filled in. The kind decides the HTTP status: invalid 400, unauthenticated 401, forbidden 403,
not-found 404, conflict 409, too-large 413, limited 429, unavailable 503, internal 500.

This page is made from the tables by \`tests/architecture/write-errors-doc.ts\`.
`;
}

function titleOf(file: string): string {
  return file
    .replace(/\/src\//, ' ')
    .replace(/^(packages|apps)\//, '')
    .replace(/\/?errors\.ts$/, '')
    .trim();
}

function describe([code, entry]: [string, ErrorEntry]): string {
  const cure = entry.hint === undefined ? '' : `\nWhat to do: ${entry.hint.en} ${entry.hint.zh}\n`;
  return `### \`${code}\`\n\nKind: ${entry.kind}. ${entry.message.en} ${entry.message.zh}\n${cure}`;
}

function isTable(value: unknown): value is ErrorTable {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const entries = Object.values(value);
  return (
    entries.length > 0 &&
    entries.every((entry) => typeof entry === 'object' && entry !== null && 'kind' in entry && 'message' in entry)
  );
}
