import {
  compileAggregate,
  readExpression,
  type RelatedList,
  type RelatedRows,
  type RowSource,
  userType,
} from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { sql } from 'kysely';

/** What a reader may see: the fields along a path from a form, and the lists of records that refer to one of it. */
export interface CountSight {
  path(form: FormModel, path: readonly string[]): boolean;
  list(list: RelatedList): FormModel | null;
}

/**
 * Whether somebody may be told a count over related records: every record that it looks at, and every field. `text` is
 * `count(activity[done])`; false for what is no count of the form.
 */
export function maySeeCount(text: string, form: FormModel, sight: CountSight): boolean {
  const { expression } = readExpression(text, form.scopeWithLists({ user: userType }));
  const [aggregate] = expression?.aggregates ?? [];
  if (aggregate === undefined || aggregate.text !== text) return false;
  let isSeen = true;
  const rowOf = (model: FormModel): Required<RowSource> => ({
    column(path) {
      isSeen &&= path.length === 0 || path[0] === 'user' || sight.path(model, path);
      return sql`null`;
    },
    related(list): RelatedRows {
      const other = sight.list(list);
      isSeen &&= other !== null;
      return { ...rowOf(other ?? model), from: () => sql`null`, condition: sql`null` };
    },
  });
  // Written for nobody: only what it asks for on the way counts.
  compileAggregate(aggregate, { ...rowOf(form), zone: 'UTC', now: new Date(0) });
  return isSeen;
}
