import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, root, sourceFiles } from './source-files.ts';

const documents = [...filesBelow('docs').filter((file) => file.endsWith('.md')), 'README.md'];
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

test.each(documents)('every link and path named in %s exists', (document) => {
  const text = read(document).replaceAll(/```[\s\S]*?```/g, '');
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)[^)]*\)/g)].map((match) =>
    path.posix.join(path.posix.dirname(document), match[1] as string),
  );
  const paths = [...text.matchAll(/`((?:packages|apps|templates|tests|docs)\/[\w@./-]*\w)`/g)].map(
    (match) => match[1] as string,
  );
  const missing = [...links, ...paths].filter((file) => !existsSync(path.join(root, file)));
  expect(missing).toEqual([]);
});

test('docs/errors.md and the error tables name the same codes', () => {
  // A long table is put together of parts: `errors/table-errors.ts`.
  const tables = sourceFiles().filter((file) => /[/-]errors\.ts$/.test(file.path));
  const declared = new Set(
    tables.flatMap((file) =>
      [...file.text.matchAll(/^\s{2}([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+):/gm)].map((match) => match[1] as string),
    ),
  );
  const documented = new Set(
    [...read('docs/errors.md').matchAll(/^### `([A-Z0-9_]+)`/gm)].map((match) => match[1] as string),
  );
  expect(
    [...declared].filter((code) => !documented.has(code)),
    'not documented',
  ).toEqual([]);
  expect(
    [...documented].filter((code) => !declared.has(code)),
    'documented, but gone',
  ).toEqual([]);
});

test('every dependency stands in docs/dependencies.md with its reason', () => {
  const manifests = [
    'package.json',
    'tests/package.json',
    ...['packages', 'apps']
      .flatMap((folder) => filesBelow(folder))
      .filter((file) => /^[^/]+\/[^/]+\/package\.json$/.test(file)),
  ];
  const named = new Set(
    manifests.flatMap((file) => {
      const manifest = JSON.parse(read(file)) as Record<string, Record<string, string> | undefined>;
      return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
        Object.keys(manifest[kind] ?? {}),
      );
    }),
  );
  const text = read('docs/dependencies.md');
  const missing = [...named].filter((name) => !name.startsWith('@tangram/') && !text.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});

test('every version is pinned', () => {
  const manifests = [
    'package.json',
    'tests/package.json',
    ...['packages', 'apps'].flatMap((folder) => filesBelow(folder)).filter((file) => file.endsWith('/package.json')),
  ];
  const loose = manifests.flatMap((file) => {
    const manifest = JSON.parse(read(file)) as Record<string, Record<string, string> | undefined>;
    return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {})
        .filter(([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/.test(version))
        .map(([name, version]) => `${file}: ${name} ${version}`),
    );
  });
  expect(loose).toEqual([]);
});
