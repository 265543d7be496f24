import type { FieldModel, FormModel } from '@tangram/forms';
import { type LocalText, type Problem, pointer } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { accessOf } from '../access/form-access.ts';
import { scopedTable } from '../access/scoped-table.ts';
import type { Actor } from '../actor.ts';
import type { Catalog } from '../catalog.ts';
import { recordProblem } from '../errors.ts';
import { titleOf } from '../sql/database-problem.ts';
import { columnOf } from '../sql/names.ts';
import { isRecordId } from '../write/before.ts';

/** What a look-up works with. */
export interface LookUpParts {
  readonly db: Kysely<unknown>;
  readonly actor: Actor;
  readonly catalog: Catalog;
  readonly now: Date;
}

/**
 * Finds the records or people that cells name, a batch at a time, among those the actor sees. What was found is kept;
 * what was not is asked again, for a later row of the same file may make it.
 */
export class LookUp {
  readonly #field: FieldModel;
  readonly #target: FormModel | null;
  readonly #match: FieldModel | null;
  readonly #found = new Map<string, string | typeof ambiguous>();
  readonly #missing = new Set<string>();
  /** Whether rows of the import itself may be what other rows name. */
  readonly isOwnForm: boolean;

  constructor(form: FormModel, field: FieldModel, match: string | undefined) {
    this.#field = field;
    const address = field.references;
    this.#target =
      address === undefined || address === 'person' ? null : (form.formNamed(`${address.app}/${address.form}`) ?? null);
    const key = match ?? this.#target?.titleField ?? undefined;
    this.#match = key === undefined ? null : (this.#target?.fields.get(key) ?? null);
    this.isOwnForm = this.#target !== null && this.#target.app === form.app && this.#target.key === form.key;
  }

  /** Reads what these cells name and is not known yet. */
  async read(parts: LookUpParts, cells: Iterable<string>): Promise<void> {
    const wanted = [...new Set(cells)].filter((cell) => {
      if (cell === '' || isRecordId(cell) || this.#found.has(cell)) return false;
      return this.isOwnForm || !this.#missing.has(cell);
    });
    if (wanted.length === 0) return;
    const rows =
      this.#target === null
        ? await this.#readPeople(parts, wanted)
        : await this.#readRecords(parts, this.#target, wanted);
    for (const { cell, ids } of rows) this.#found.set(cell, ids.length === 1 ? (ids[0] as string) : ambiguous);
    for (const cell of wanted) if (!this.#found.has(cell)) this.#missing.add(cell);
  }

  /** The id that the cell names, or why there is none. */
  idOf(cell: string): { readonly id: string } | { readonly problem: Problem; readonly mayCome: boolean } {
    if (isRecordId(cell)) return { id: cell.toLowerCase() };
    const found = this.#found.get(cell);
    if (found !== undefined && found !== ambiguous) return { id: found };
    const where = this.#target === null ? people : this.#target.definition.form.title;
    const code = found === ambiguous ? 'RECORD_IMPORT_AMBIGUOUS' : 'RECORD_IMPORT_NO_MATCH';
    const problem = recordProblem(code, pointer(this.#field.key), { field: titleOf(this.#field), value: cell, where });
    return { problem, mayCome: this.isOwnForm && found === undefined };
  }

  async #readPeople({ db }: LookUpParts, wanted: readonly string[]): Promise<Named[]> {
    const { rows } = await sql<Named>`
      select w.cell, array_agg(p.id::text) as ids from unnest(${wanted}::text[]) as w(cell)
      join tangram.person as p on p.name = w.cell or lower(p.email) = lower(w.cell) group by w.cell`.execute(db);
    return rows;
  }

  async #readRecords(
    { db, actor, catalog, now }: LookUpParts,
    target: FormModel,
    wanted: readonly string[],
  ): Promise<Named[]> {
    const match = this.#match;
    if (match === null || !accessOf(actor, target, catalog).canRead(match.key)) return [];
    const table = scopedTable(actor, target, 't', catalog, now);
    const column = columnOf('t', match.column);
    const text = match.columnPlan.sqlType === 'text' ? column : sql`${column}::text`;
    const { rows } = await sql<Named>`
      select ${text} as cell, array_agg(${columnOf('t', 'id')}::text) as ids from ${table}
      where ${text} = any(${wanted}::text[]) group by 1`.execute(db);
    return rows;
  }
}

/** Stands for an id where a cell names more than one. */
const ambiguous = Symbol('ambiguous');

const people: LocalText = { en: 'people', zh: '成员' };

interface Named {
  readonly cell: string;
  readonly ids: readonly string[];
}
