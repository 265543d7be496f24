import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type SourceFile, root, sourceFiles } from './source-files.ts';

const files = sourceFiles();
const byPath = new Map(files.map((file) => [file.path, file]));

/** Who may import whom (docs/architecture.md). A package may always import itself by relative path. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/schema': [],
  'packages/expression': ['schema'],
  'packages/forms': ['schema', 'expression'],
  'packages/records': ['schema', 'expression', 'forms'],
  'packages/rules': ['schema', 'expression', 'forms', 'records'],
  'packages/flows': ['schema', 'expression', 'forms', 'records'],
  'packages/reports': ['schema', 'expression', 'forms', 'records'],
  'packages/apps': ['schema', 'expression', 'forms', 'records', 'rules', 'flows', 'reports'],
  'packages/client': ['schema'],
  'apps/server': ['schema', 'expression', 'forms', 'records', 'rules', 'flows', 'reports', 'apps'],
  'apps/web': ['schema', 'expression', 'client', 'forms/view', 'rules/view', 'flows/view', 'reports/view'],
};

const ours = '@tangram/';

function packageOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

function lines(problems: Iterable<string>): string {
  return [...problems].sort().join('\n');
}

test('imports between packages follow the arrows', () => {
  const wrong = files.flatMap((file) =>
    file.imports
      .filter((name) => name.startsWith(ours))
      .map((name) => name.slice(ours.length))
      .filter((name) => !(arrows[packageOf(file.path)] ?? []).includes(name))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(lines(wrong)).toBe('');
});

test('no import reaches into another package', () => {
  const wrong = files.flatMap((file) =>
    file.imports
      .filter((name) => name.startsWith('.'))
      .filter((name) => packageOf(resolve(file, name)) !== packageOf(file.path))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(lines(wrong)).toBe('');
});

test('no file imports itself through others', () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: SourceFile, trail: readonly string[]) => {
    if (trail.includes(file.path)) cycles.push([...trail.slice(trail.indexOf(file.path)), file.path].join(' -> '));
    if (trail.includes(file.path) || done.has(file.path)) return;
    for (const name of file.imports.filter((name) => name.startsWith('.'))) {
      const target = byPath.get(resolve(file, name));
      if (target !== undefined && !isTypeOnly(file, name)) visit(target, [...trail, file.path]);
    }
    done.add(file.path);
  };
  for (const file of files) visit(file, []);
  expect(lines(new Set(cycles))).toBe('');
});

test('every relative import names a file that exists', () => {
  const missing = files.flatMap((file) =>
    file.imports
      .filter((name) => name.startsWith('.') && !existsSync(path.join(root, resolve(file, name))))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(lines(missing)).toBe('');
});

test('engines know no HTTP, driver, clock, random source or environment; only views know React', () => {
  const foreign = /^(fastify|@fastify\/.*|pg|pg-boss|better-auth.*|node:.*|react|react-dom.*|antd|@xyflow\/.*)$/;
  const engines = files.filter(
    (file) => file.path.startsWith('packages/') && !/(\.view\.tsx|\/view\.ts)$/.test(file.path),
  );
  const wrong = engines.flatMap((file) =>
    file.imports.filter((name) => foreign.test(name)).map((name) => `${file.path} imports ${name}`),
  );
  const ambient =
    /\b(Date\.now\(\)|new Date\(\)|Math\.random\(|crypto\.randomUUID|process\.env|setTimeout\(|setInterval\()/;
  const reaching = engines
    .filter((file) => ambient.test(withoutComments(file.text)))
    .map((file) => `${file.path} reaches for a clock, chance, timer or environment`);
  expect(lines([...wrong, ...reaching])).toBe('');
});

test('the environment is read in one file', () => {
  const readers = files
    .filter((file) => file.path.startsWith('apps/server/') && /process\.env\b/.test(withoutComments(file.text)))
    .map((file) => file.path);
  expect(readers).toEqual(['apps/server/src/config.ts']);
});

test('nobody outside a kind asks which kind it is', () => {
  const registries = ['field-types', 'node-types', 'chart-types', 'actions', 'definition-kinds', 'kinds'];
  const asks = /\b(field|node|chart|action)(\.definition)?\.type(\.type)?\s*[!=]==?\s*'/;
  const wrong = files
    .filter((file) => !registries.some((folder) => file.path.includes(`/${folder}/`)))
    .flatMap((file) =>
      withoutComments(file.text)
        .split('\n')
        .filter((line) => asks.test(line))
        .map((line) => `${file.path}: ${line.trim()}`),
    );
  expect(lines(wrong)).toBe('');
});

test('a file has one noun: none is longer than 600 lines, and few are longer than 400', () => {
  const long = files
    .map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
    .filter((file) => file.lines > 400);
  expect(lines(long.filter((file) => file.lines > 600).map((file) => `${file.path}: ${file.lines}`))).toBe('');
  expect(long.length, lines(long.map((file) => `${file.path}: ${file.lines}`))).toBeLessThanOrEqual(
    Math.ceil(files.length / 50),
  );
});

function resolve(file: SourceFile, name: string): string {
  return path.posix.join(path.posix.dirname(file.path), name);
}

/** Types vanish at run time, so two files may know each other's. */
function isTypeOnly(file: SourceFile, name: string): boolean {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const statements = [...file.text.matchAll(new RegExp(`^(import|export)([^'"]*?)from\\s*['"]${escaped}['"]`, 'gm'))];
  return statements.length > 0 && statements.every((match) => /^\s+type\b/.test(match[2] ?? ''));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
