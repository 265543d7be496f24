import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type SourceFile, root, sourceFiles } from './architecture/source-files.ts';

const files = sourceFiles();
const byPath = new Map(files.map((file) => [file.path, file]));

/** Who may import whom (docs/architecture.md). A package may always import itself by relative path. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/schema': [],
  'packages/expression': ['schema'],
  'packages/forms': ['schema', 'expression'],
  'packages/records': ['schema', 'expression', 'expression/china-calendar', 'forms'],
  'packages/rules': ['schema', 'expression', 'forms', 'records'],
  'packages/flows': ['schema', 'expression', 'forms', 'records'],
  'packages/reports': ['schema', 'expression', 'forms', 'records'],
  'packages/apps': ['schema', 'expression', 'forms', 'records', 'rules', 'flows', 'reports'],
  'packages/client': ['schema'],
  'apps/server': [
    'schema',
    'expression',
    'expression/function',
    'forms',
    'records',
    'rules',
    'rules/dmn',
    'flows',
    'reports',
    'apps',
  ],
  // The browser runs the pure parts of the engines (docs/decisions/0007-engines-in-the-browser.md), never records.
  'apps/web': [
    'schema',
    'expression',
    'expression/china-calendar',
    'client',
    'forms',
    'forms/view',
    'rules',
    'rules/dmn',
    'flows',
    'reports',
  ],
};

const ours = '@tangram/';

const registries = [
  'packages/forms/src/field-types',
  'packages/flows/src/node-types',
  'packages/reports/src/chart-types',
  'packages/rules/src/actions',
  'packages/rules/src/kinds',
];

/** System fields are fields of these types: the one other place that names a field type. */
const sharedKinds = new Set(
  ['text', 'number', 'date-time', 'member'].map((kind) => `packages/forms/src/model/system-fields.ts ${kind}`),
);

function kindsOf(registry: string): string[] {
  return [
    ...new Set(
      files
        .map((file) => file.path)
        .filter((file) => file.startsWith(`${registry}/`))
        .map((file) => file.slice(registry.length + 1).split('/'))
        .filter((steps) => steps.length > 1)
        .map((steps) => steps[0] as string),
    ),
  ];
}

/** FEEL types, layout nodes and chart settings have a `type` too; a line is about a registry when it speaks of its noun. */
function lineIsAbout(registry: string, file: string, line: string): boolean {
  const noun = {
    'field-types': 'field',
    'node-types': 'node',
    'chart-types': 'chart',
    actions: 'action',
    kinds: 'rule',
  }[registry.split('/').at(-1) as string] as string;
  return (
    new RegExp(`\\b${noun}(\\.definition)?\\.type|definition\\.type`).test(line) &&
    !(noun === 'node' && file.startsWith('packages/expression/'))
  );
}

/** The designer draws each kind of rule in a folder of its own, as the engine runs it in one. */
function isViewOf(registry: string, file: string): boolean {
  return registry === 'packages/rules/src/kinds' && file.startsWith('apps/web/src/features/rules/kinds/');
}

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

test('code is made from text in one file, which pages never load', () => {
  const makers = files
    .filter((file) => /\bnew Function\b|\beval\(/.test(withoutComments(file.text)))
    .map((file) => file.path);
  expect(makers).toEqual(['packages/expression/src/compile/compile-function.ts']);
  const importers = files
    .filter((file) => file.imports.some((name) => resolve(file, name) === makers[0]))
    .map((file) => file.path);
  expect(importers.sort()).toEqual([
    'packages/expression/src/differential/compare-cases.ts',
    'packages/expression/src/differential/compare-related.ts',
    'packages/expression/src/differential/compare-worlds.ts',
    'packages/expression/src/function.ts',
  ]);
});

test('the environment is read in one file', () => {
  const readers = files
    .filter((file) => file.path.startsWith('apps/server/') && /process\.env\b/.test(withoutComments(file.text)))
    .map((file) => file.path);
  expect(readers).toEqual(['apps/server/src/config.ts']);
});

test('nobody outside a kind asks which kind it is', () => {
  const wrong = registries.flatMap((registry) => {
    const asks = new RegExp(
      `\\.type\\s*[!=]==?\\s*'(${kindsOf(registry).join('|')})'|case '(${kindsOf(registry).join('|')})':`,
    );
    return files
      .filter((file) => !file.path.startsWith(registry) && !isViewOf(registry, file.path))
      .flatMap((file) =>
        withoutComments(file.text)
          .split('\n')
          .filter((line) => asks.test(line) && lineIsAbout(registry, file.path, line))
          .map((line) => `${file.path}: ${line.trim()}`),
      );
  });
  expect(lines(wrong)).toBe('');
});

test.each(registries)('a new kind is one folder of %s and one line in its list', (registry) => {
  for (const kind of kindsOf(registry)) {
    const importers = files
      .filter((file) => !file.path.startsWith(`${registry}/${kind}/`))
      .filter((file) => file.imports.some((name) => resolve(file, name).startsWith(`${registry}/${kind}/`)));
    const lists = importers.map((file) => file.path).filter((file) => !/\/(index|views?)\.ts$/.test(file));
    const kin = lists.filter((file) => !file.startsWith(`${registry}/`) && !sharedKinds.has(`${file} ${kind}`));
    expect(kin, `${kind} is imported by name`).toEqual([]);
  }
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
