import { contextOf, type FeelContext, type FeelValue, toFeel } from '@tangram/expression';
import type { FieldModel, FormModel } from '@tangram/forms';
import type { JsonValue, RecordValues } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';

/**
 * The records that rules look at through relations (`account.sector`, `owner.manager.name`), loaded set-wise: one
 * statement per relation, however many records are written. Rules see every record, whoever writes.
 */
export interface Relations {
  /** Makes sure that everything these records refer to is at hand. */
  load(rows: readonly RecordValues[]): Promise<void>;
  /** A field's value as FEEL; a reference with the members that are read of it. */
  feelValue(field: FieldModel, value: JsonValue | undefined): FeelValue;
}

export function relationsOf(trx: Kysely<unknown>, form: FormModel, reads: readonly (readonly string[])[]): Relations {
  const nodes = new Map<string, RelationNode>();
  for (const path of reads) addPath(nodes, form.fields, form, path);
  return {
    load: (rows) => loadNodes(trx, nodes, rows),
    feelValue(field, value) {
      if (value == null) return null;
      if (field.references === undefined) return toFeel(value, field.feelType);
      return (
        nodes.get(field.key)?.found.get(String(value)) ??
        contextOf([
          ['id', String(value)],
          ['title', null],
        ])
      );
    },
  };
}

/** What may be read of a person beside his manager: columns of `tangram.person`. */
const personColumns: ReadonlySet<string> = new Set(['id', 'name', 'email']);

/** One relation on a path, and what is read of the records it leads to. */
interface RelationNode {
  readonly target: FormModel | 'person';
  readonly members: Map<string, FieldModel | 'text'>;
  readonly children: Map<string, RelationNode>;
  readonly found: Map<string, FeelContext | null>;
}

function addPath(
  nodes: Map<string, RelationNode>,
  fields: ReadonlyMap<string, FieldModel>,
  form: FormModel,
  path: readonly string[],
): void {
  const [key, ...rest] = path;
  const field = key === undefined ? undefined : fields.get(key);
  if (key === undefined || field?.references === undefined || rest.length === 0) return;
  let node = nodes.get(key);
  if (node === undefined) {
    const target =
      field.references === 'person' ? 'person' : form.formNamed(`${field.references.app}/${field.references.form}`);
    if (target === undefined) return;
    node = { target, members: new Map(), children: new Map(), found: new Map() };
    nodes.set(key, node);
  }
  addMember(node, rest);
}

function addMember(node: RelationNode, path: readonly string[]): void {
  const [key, ...rest] = path as [string, ...string[]];
  if (node.target === 'person') {
    if (key !== 'manager') {
      if (personColumns.has(key)) node.members.set(key, 'text');
      return;
    }
    node.members.set('manager', 'text');
    const child = node.children.get('manager') ?? {
      target: 'person',
      members: new Map(),
      children: new Map(),
      found: new Map(),
    };
    node.children.set('manager', child);
    if (rest.length > 0) addMember(child, rest);
    return;
  }
  const field = node.target.fields.get(key);
  if (field === undefined) return;
  node.members.set(key, field);
  addPath(node.children, node.target.fields, node.target, path);
}

async function loadNodes(
  trx: Kysely<unknown>,
  nodes: ReadonlyMap<string, RelationNode>,
  rows: readonly RecordValues[],
): Promise<void> {
  for (const [key, node] of nodes) {
    const ids = new Set<string>();
    for (const row of rows) {
      const id = row[key];
      if (typeof id === 'string' && !node.found.has(id)) ids.add(id);
    }
    if (ids.size === 0) continue;
    const found = await selectRows(trx, node, [...ids]);
    await loadNodes(trx, node.children, found);
    for (const id of ids) node.found.set(id, null);
    for (const row of found) node.found.set(String(row['id']), contextFor(node, row));
  }
}

/** `select id, <title>, <members> from <form> where id = any($1)`; values come as JSON, so in wire form. */
async function selectRows(trx: Kysely<unknown>, node: RelationNode, ids: readonly string[]): Promise<RecordValues[]> {
  const table =
    node.target === 'person' ? sql.table('tangram.person') : sql.id(node.target.table.schema, node.target.table.name);
  const title = node.target === 'person' ? 'name' : node.target.titleField;
  const plain = new Set(['id', ...(title === null ? [] : [title])]);
  const exact = new Set<string>();
  for (const [key, field] of node.members) {
    if (field === 'text') plain.add(key);
    else (field.valueType === 'number' ? exact : plain).add(field.column);
  }
  const columns = [
    ...[...plain].map((column) => sql.id(column)),
    // As text, since JSON numbers would lose digits on the way.
    ...[...exact].map((column) => sql`${sql.id(column)}::text as ${sql.id(column)}`),
  ];
  const { rows } = await sql<{ row: { [column: string]: JsonValue } }>`
    select to_jsonb(chosen) as row
    from (select ${sql.join(columns)} from ${table} where id = any(${ids}::uuid[])) as chosen
  `.execute(trx);
  return rows.map(({ row }) => ({ ...row, title: title === null ? null : (row[title] ?? null) }));
}

function contextFor(node: RelationNode, row: RecordValues): FeelContext {
  const entries: [string, FeelValue][] = [];
  for (const [key, field] of node.members) {
    const value = row[field === 'text' ? key : field.column] ?? null;
    const child = node.children.get(key);
    if (child !== undefined) entries.push([key, value === null ? null : (child.found.get(String(value)) ?? null)]);
    else if (field === 'text') entries.push([key, value as string | null]);
    else if (field.references !== undefined) {
      entries.push([
        key,
        value === null
          ? null
          : contextOf([
              ['id', String(value)],
              ['title', null],
            ]),
      ]);
    } else entries.push([key, value === null ? null : toFeel(value, field.feelType)]);
  }
  return contextOf([['id', String(row['id'])], ['title', (row['title'] ?? null) as FeelValue], ...entries]);
}
