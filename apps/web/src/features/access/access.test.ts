import type { Department } from '@tangram/client';
import { describe, expect, it } from 'vitest';
import { departmentTree, withBelow } from './department-tree.ts';
import { withField, withOperation } from './role-designer/role-edits.ts';
import { safeNext } from './safe-next.ts';

it.each([
  ['/apps/crm', '/apps/crm'],
  [null, '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
])('after signing in, %s leads to %s', (next, path) => {
  expect(safeNext(next)).toBe(path);
});

describe('departments', () => {
  const department = (id: string, parent: string | null): Department => ({ id, title: id, parent, head: null });

  it('stand below their parents; those that hang on nothing stand at the top', () => {
    const tree = departmentTree([
      department('east', 'sales'),
      department('lost', 'gone'),
      department('sales', null),
      department('sh', 'east'),
    ]);
    expect(tree.map((line) => `${line.depth} ${line.department.id}`)).toEqual(['0 lost', '0 sales', '1 east', '2 sh']);
  });

  it('may not be put below themselves', () => {
    const all = [department('a', null), department('b', 'a'), department('c', 'b'), department('d', null)];
    expect([...withBelow('a', all)].sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('roles', () => {
  const role = { title: 'Sales', forms: {} };

  it('give reading with any other right, and lose the form with reading', () => {
    const given = withOperation(role, 'lead', 'update', true);
    expect(given.forms['lead']).toEqual({ operations: ['read', 'update'], scope: 'all' });
    expect(withOperation(given, 'lead', 'read', false).forms).toEqual({});
  });

  it('keep a line only for fields that differ from the others', () => {
    const given = withField(withOperation(role, 'lead', 'read', true), 'lead', 'amount', 'hidden');
    expect(given.forms['lead']?.fields).toEqual({ amount: 'hidden' });
    expect(withField(given, 'lead', 'amount', 'write').forms['lead']).not.toHaveProperty('fields');
  });
});
