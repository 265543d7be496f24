import { formExpressions, type FormModel } from '@tangram/forms';
import type { JsonObject, JsonValue, RecordValues } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { keptBinding } from '../access/binding.ts';
import { systemActor } from '../actor.ts';
import type { Catalog } from '../catalog.ts';
import { PathResolver } from '../read/path-resolver.ts';
import { typedName } from '../sql/names.ts';
import { Hole, makeStatement, runStatement, type Statement } from '../sql/statement.ts';
import type { ReadValue } from '../sql/wire-value.ts';

/**
 * What lies behind the references of records that may not be saved yet: for each row, the members that `paths` read
 * (`account.sector` -> `{ account: { id, sector } }`), in the platform's own eyes. One statement for all rows; none
 * when no path walks a reference that is set.
 */
export async function loadMembers(
  db: Kysely<unknown>,
  catalog: Catalog,
  form: FormModel,
  rows: readonly RecordValues[],
  paths: readonly (readonly string[])[],
): Promise<{ readonly [field: string]: JsonObject }[]> {
  const walked = paths.filter(
    (path) => path.length > 1 && form.fields.get(path[0] as string)?.references !== undefined,
  );
  const roots = [...new Set(walked.map((path) => path[0] as string))];
  const results = rows.map((): { [field: string]: { [member: string]: JsonValue } } => ({}));
  if (roots.length === 0 || !rows.some((row) => roots.some((root) => typeof row[root] === 'string'))) return results;
  const plan = planFor(db, catalog, form, walked, roots);
  const input = rows.map((row, n) => ({
    '~n': n,
    ...Object.fromEntries(roots.map((root) => [root, row[root] ?? null])),
  }));
  const found = await runStatement<{ [column: string]: unknown }>(db, plan.statement, platform, {
    rows: JSON.stringify(input),
  });
  for (const row of found) {
    const index = row['~n'] as number;
    const result = results[index] as { [field: string]: { [member: string]: JsonValue } };
    for (const root of roots) {
      const id = rows[index]?.[root];
      if (typeof id === 'string') result[root] = { id };
    }
    for (const { path, column, isReference, read } of plan.cells) {
      const value = read(row[column]);
      put(result, path, isReference && value !== null ? { id: value } : value);
    }
  }
  return results;
}

/** The paths through references that the form's own expressions read. */
export function pathsOfForm(form: FormModel): readonly (readonly string[])[] {
  let paths = known.get(form);
  if (paths === undefined) {
    const { formulas, defaults, conditions } = formExpressions(form);
    paths = [...formulas, ...defaults, ...conditions].flatMap(({ expression }) =>
      expression.reads.filter((path) => path.length > 1),
    );
    known.set(form, paths);
  }
  return paths;
}

const known = new WeakMap<FormModel, readonly (readonly string[])[]>();

interface MembersPlan {
  readonly statement: Statement;
  readonly cells: readonly { path: readonly string[]; column: string; isReference: boolean; read: ReadValue }[];
}

const platform = systemActor();
const plans = new WeakMap<Catalog, Map<string, MembersPlan>>();

function planFor(
  db: Kysely<unknown>,
  catalog: Catalog,
  form: FormModel,
  paths: readonly (readonly string[])[],
  roots: readonly string[],
): MembersPlan {
  const kept = plans.get(catalog) ?? new Map<string, MembersPlan>();
  plans.set(catalog, kept);
  const key = `${form.app}/${form.key}:${paths.map((path) => path.join('.')).join()}`;
  let plan = kept.get(key);
  if (plan === undefined) kept.set(key, (plan = makePlan(db, catalog, form, paths, roots)));
  return plan;
}

function makePlan(
  db: Kysely<unknown>,
  catalog: Catalog,
  form: FormModel,
  paths: readonly (readonly string[])[],
  roots: readonly string[],
): MembersPlan {
  const resolver = new PathResolver(form, 'x', { actor: platform, catalog, binding: keptBinding(new Date(0)) });
  const cells = paths.flatMap((path, index) => {
    const resolved = resolver.resolve(path, '');
    if ('code' in resolved) return [];
    return [
      { path, column: `c${index}`, isReference: resolved.title !== null, read: resolved.read, value: resolved.column },
    ];
  });
  const names = roots.map((root) => typedName(root, 'uuid'));
  const columns = cells.map((cell) => sql`${cell.value} as ${sql.id(cell.column)}`);
  const statement = sql`select ${sql.join([sql`x."~n"`, ...columns])} from json_to_recordset(${new Hole('rows')}::json) as x(${sql.join(
    [typedName('~n', 'integer'), ...names],
  )})${resolver.joins}`;
  return { statement: makeStatement(statement, db), cells };
}

/** Walks into `target` along `path`, making the contexts on the way, and sets the last member. */
function put(target: { [member: string]: JsonValue }, path: readonly string[], value: JsonValue): void {
  let place = target;
  for (const step of path.slice(0, -1)) {
    const next = place[step];
    if (next === null || typeof next !== 'object') {
      if (next === null || (next === undefined && place === target)) return;
      place[step] = {};
    }
    place = place[step] as { [member: string]: JsonValue };
  }
  const last = path.at(-1) as string;
  const known = place[last];
  const areContexts = typeof value === 'object' && value !== null && typeof known === 'object' && known !== null;
  place[last] = areContexts ? Object.assign({}, value, known) : value;
}
