/**
 * Writes docs/feel-conformance.md from a run of expression cases:
 * `node tests/conformance/write-feel-doc.ts ../shared/data/feel-tck-open.json`. Run it after the language has changed. Only
 * names of suites and cases are written, none of their text.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type FeelCases, maxDepth, maxLength, maxSteps, runFeelCases } from '@tangram/expression';

/** Why a case that is answered otherwise is, by suite and id. */
const reasons: { readonly [id: string]: string } = {
  '0068-feel-equality test-01/time_005':
    'the kit compares times by whole seconds; here times that differ by a fraction of a second differ, as they do in the database',
};

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Usage: node tests/conformance/write-feel-doc.ts <cases.json>\n');
  process.exitCode = 2;
} else {
  const report = runFeelCases(JSON.parse(readFileSync(file, 'utf8')) as FeelCases);
  const suites = Object.entries(report.perSuite).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rates = suites.map(([, { passed, failed }]) => passed / (passed + failed));
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const total = report.passed + report.failed;
  const failures = report.failures.map(({ suite, id }) => {
    const reason = reasons[`${suite} ${id}`] ?? 'not looked into yet';
    return `- \`${suite}\`, \`${id}\`: ${reason}.`;
  });
  const width = Math.max(...suites.map(([name]) => name.length));
  const rows = suites.map(([name, { passed, failed }]) => row(name, String(passed), String(passed + failed), width));
  const page = `# FEEL conformance

The cases of the DMN Technology Compatibility Kit that are one FEEL expression, as far as they are open, run in the
standard's own mode: what the standard answers with null is null instead of being refused. This page is made by
\`node tests/conformance/write-feel-doc.ts <cases.json>\`; the same cases are run by \`npm run -s tangram -- feel <cases.json>\`.

${report.passed} of ${total} cases pass (${percent(report.passed / total)}); the mean of the suites is ${percent(mean)}.

## Answered otherwise

${failures.length === 0 ? 'None.' : failures.join('\n')}

## Refused or blank by intention

- External functions (\`function(...) external\`) are refused: an expression runs nothing outside itself.
- Patterns that look ahead or behind are refused, and so are patterns in which a repeated group repeats something itself; other
  patterns are looked for in texts up to a length that keeps them fast.
- Loops stop after ${count(maxSteps)} steps; text beyond ${count(maxLength)} characters and nesting beyond ${maxDepth} levels is refused.
- Outside this mode, types that cannot be joined are refused when the expression is saved.

## Suites

${row('suite', 'passed', 'cases', width)}
${`| ${'-'.repeat(width)} | -----: | ----: |`}
${rows.join('\n')}
`;
  writeFileSync(new URL('../../docs/feel-conformance.md', import.meta.url), page);
  process.stdout.write(`${report.passed} passed, ${report.failed} failed, mean of suites ${percent(mean)}\n`);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function row(name: string, passed: string, cases: string, width: number): string {
  return `| ${name.padEnd(width)} | ${passed.padStart(6)} | ${cases.padStart(5)} |`;
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(2)} %`;
}
