import type { Migration } from '@tangram/schema';

/** In the order in which one stands on the other. A list that does not exist yet counts as empty. */
export async function allMigrations(): Promise<Migration[]> {
  const lists: Migration[][] = [];
  for (const [load, name] of sources) {
    try {
      const module = (await load()) as { [name: string]: Migration[] | undefined };
      lists.push(module[name] ?? []);
    } catch {
      lists.push([]);
    }
  }
  return lists.flat();
}

const sources: [() => Promise<unknown>, string][] = [
  [() => import('@tangram/records' as string), 'recordsMigrations'],
  [() => import('@tangram/rules' as string), 'rulesMigrations'],
  [() => import('@tangram/flows' as string), 'flowsMigrations'],
  [() => import('@tangram/apps' as string), 'appsMigrations'],
  [() => import('../server-migrations.ts'), 'serverMigrations'],
];
