import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldTypes } from './index.ts';

const root = new URL('../../../../', import.meta.url);
const page = readFileSync(new URL('docs/extending/field-type.md', root), 'utf8');

/** Code blocks that begin with a comment naming their file. */
const excerpts = [...page.matchAll(/```tsx?\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, file = '', code = '']) => ({
  file,
  code,
}));

describe('docs/extending/field-type.md', () => {
  it('shows code', () => expect(excerpts.length).toBeGreaterThan(6));

  it.each(excerpts)('shows $file as it is: $code', ({ file, code }) => {
    const source = readFileSync(new URL(file, root), 'utf8');
    expect(withoutIndent(source)).toContain(withoutIndent(code));
  });
});

describe('the two lists that a field type is named in', () => {
  it('name the same types', () => {
    // Read as a text: the views bring React and a component library along.
    const source = readFileSync(new URL('packages/forms/src/view.ts', root), 'utf8');
    const list = /fieldViews[^{]*\{[^}]*\} = \{([^}]*)\}/.exec(source)?.[1] ?? '';
    const named = [...list.matchAll(/^\s*'?([\w-]+)'?: \w+View,$/gm)].map(([, type = '']) => type);
    expect(named.toSorted()).toEqual(fieldTypes.map((type) => type.type).toSorted());
  });
});

function withoutIndent(code: string): string {
  return code
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
