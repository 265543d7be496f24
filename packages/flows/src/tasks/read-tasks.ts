import type { Catalog } from '@tangram/records';
import type { FlowDefinition, LocalText } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { nodeTypeNamed } from '../node-types/index.ts';
import type { Task } from './task.ts';

export interface TaskQuery {
  readonly id?: string;
  readonly person?: string;
  readonly run?: string;
  readonly record?: string;
  readonly app?: string;
  /** `open`, most urgent first; `done` by this person, latest first; both when missing. */
  readonly state?: 'open' | 'done';
  /** 1 to 200; 100 when missing. */
  readonly limit?: number;
}

/** Tasks with the titles a list of them needs; three statements however many. */
export async function readTasks(db: Kysely<unknown>, catalog: Catalog, query: TaskQuery): Promise<Task[]> {
  const isDone = query.state === 'done';
  const { rows } = await sql<TaskRow>`
    select task.id, task.title, task.note, task.app, task.form, task.record, task.flow, task.node, task.instance as run, task.state,
      task.actions, task.explained, task.person, coalesce(person.name, '') as person_name, task.due_at, task.created_at,
      task.outcome, task.comment, task.handled_by, task.handled_by_name, task.handled_at, version.definition
    from flow.task as task
    join flow.instance as run on run.id = task.instance
    join flow.version as version on version.id = run.version
    left join tangram.person as person on person.id = task.person
    where (${query.id ?? null}::uuid is null or task.id = ${query.id ?? null}::uuid)
      and (${query.person ?? null}::uuid is null
        or case when ${isDone} then task.handled_by else task.person end = ${query.person ?? null}::uuid)
      and (${query.run ?? null}::uuid is null or task.instance = ${query.run ?? null}::uuid)
      and (${query.record ?? null}::uuid is null or task.record = ${query.record ?? null}::uuid)
      and (${query.app ?? null}::text is null or task.app = ${query.app ?? null})
      and (${query.state ?? null}::text is null or task.state = ${query.state ?? null})
    order by ${isDone ? sql`task.handled_at desc` : sql`task.due_at nulls last, task.created_at`}, task.id
    limit ${Math.min(Math.max(query.limit ?? 100, 1), 200)}`.execute(db);
  const titles = await recordTitles(db, catalog, rows);
  return rows.map((row) => taskFrom(row, titles.get(row.record) ?? null));
}

interface TaskRow {
  id: string;
  title: { text: LocalText };
  note: { text: LocalText } | null;
  app: string;
  form: string;
  record: string;
  flow: string;
  node: string;
  run: string;
  state: Task['state'];
  actions: string[];
  explained: string[];
  person: string;
  person_name: string;
  due_at: string | null;
  created_at: string;
  outcome: string | null;
  comment: string | null;
  handled_by: string | null;
  handled_by_name: string | null;
  handled_at: string | null;
  definition: FlowDefinition;
}

function taskFrom(row: TaskRow, recordTitle: string | null): Task {
  const node = row.definition.nodes.find((one) => one.id === row.node);
  return {
    id: row.id,
    kind: row.actions.includes('approve') ? 'approval' : 'task',
    title: row.title.text,
    body: row.note?.text ?? null,
    app: row.app,
    form: row.form,
    record: { id: row.record, title: recordTitle },
    flow: row.flow,
    flow_title: row.definition.title,
    node: row.node,
    node_title: node?.title ?? nodeTypeNamed(node?.type ?? '')?.title ?? row.node,
    run: row.run,
    state: row.state,
    actions: row.actions,
    explained: row.explained,
    assignee: { id: row.person, title: row.person_name },
    due_at: row.due_at,
    created_at: row.created_at,
    outcome: row.outcome,
    comment: row.comment,
    handled_by: row.handled_by === null ? null : { id: row.handled_by, name: row.handled_by_name ?? '' },
    handled_at: row.handled_at,
  };
}

interface RecordPlace {
  readonly app: string;
  readonly form: string;
  readonly record: string;
}

/**
 * The titles of records by their id, one statement per form. Whoever is given a task may know what it is about, so
 * the title is read without asking for his rights; everything else about the record is not.
 */
export async function recordTitles(
  db: Kysely<unknown>,
  catalog: Catalog,
  places: readonly RecordPlace[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const forms = Map.groupBy(places, ({ app, form }) => `${app}/${form}`);
  for (const group of forms.values()) {
    const { app, form: key } = group[0] as RecordPlace;
    const form = catalog.form(app, key);
    const column =
      form === undefined || form.titleField === null ? undefined : form.fields.get(form.titleField)?.column;
    if (form === undefined || column === undefined) continue;
    const { rows } = await sql<{ id: string; title: string | null }>`
      select id, ${sql.ref(column)}::text as title from ${sql.id(form.table.schema, form.table.name)}
      where id = any(${group.map((place) => place.record)}::uuid[]) and deleted_at is null`.execute(db);
    for (const { id, title } of rows) if (title !== null) titles.set(id, title);
  }
  return titles;
}
