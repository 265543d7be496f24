import type { Kysely } from 'kysely';

/** The same database, counting what is asked of it through the answer. */
export function countStatements(db: Kysely<unknown>): { readonly db: Kysely<unknown>; readonly count: () => number } {
  let count = 0;
  const counting = db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      count++;
      return result;
    },
  });
  return { db: counting, count: () => count };
}
