import { expect, it } from 'vitest';
import { groupsOf } from './groups-query.ts';

const group = (app: string | null, key: string) => ({ id: `${app}/${key}`, key, title: key, app, members: [] });

it("offers an application's own groups and the workspace's, never another application's", () => {
  const groups = [
    group(null, 'board'),
    group(null, 'sales'),
    group('crm', 'sales'),
    group('hr', 'sales'),
    group('hr', 'payroll'),
  ];
  expect(groupsOf('crm', groups).map((one) => one.id)).toEqual(['crm/sales', 'null/board']);
});
