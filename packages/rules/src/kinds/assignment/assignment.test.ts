import type { AssignmentRule } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../../check/check-rule.ts';
import { leadCatalog, leadEngines, system } from '../../testing/lead-app.ts';
import { leadDatabase } from '../../testing/lead-database.ts';

const { db, newId, people } = await leadDatabase(await openTestDatabase(), 0x1000, ['Ann', 'Bob', 'Cai']);
const at = { app: 'crm', form: 'lead' } as const;

const website: AssignmentRule = {
  type: 'assignment',
  title: { en: 'Website leads', zh: '官网线索' },
  form: 'lead',
  enabled: true,
  when: 'created',
  if: 'source = "官网"',
  fields: ['owner', 'salesperson'],
  to: { type: 'group', group: 'sales_a' },
};

describe('an assignment', () => {
  it('gives new records for which it holds to the group in turn', async () => {
    const { records } = leadEngines(db, { website }, newId);
    const rows = ['官网', '展会', '官网', '官网', '官网'].map((source, n) => ({
      kind: 'create' as const,
      values: { name: `Lead ${n}`, source },
    }));
    const outcomes = await records.writeMany(system, { ...at, rows });
    const owners = [];
    for (const outcome of outcomes) {
      const row = await records.get(system, { ...at, id: outcome.id as string, fields: ['owner', 'salesperson'] });
      expect(row['owner']).toEqual(row['salesperson']);
      owners.push((row['owner'] as { id: string } | null)?.id ?? null);
    }
    const [ann, bob, cai] = ['Ann', 'Bob', 'Cai'].map((name) => people.get(name));
    expect(owners).toEqual([ann, null, bob, cai, ann]);
  });

  it('is checked like the action it is made of, at its own places', () => {
    const { form } = leadCatalog();
    const check = (rule: object) =>
      checkRule({ ...website, ...rule }, { app: 'crm', key: 'w', form, groups: ['sales_a'] }).map(({ code, path }) => [
        code,
        path,
      ]);
    expect(check({})).toEqual([]);
    expect(check({ to: { type: 'group', group: 'sales_b' } })).toEqual([['RULE_GROUP_UNKNOWN', '/to/group']]);
    expect(check({ fields: ['name'] })).toEqual([['RULE_FIELD_WRONG_TYPE', '/fields/0']]);
    expect(check({ to: { type: 'moon' } }).map(([, path]) => path?.slice(0, 3))).toContain('/to');
  });
});
