import type { FieldDefinition } from '@tangram/schema';
import { trashName } from './object-name.ts';

/** A removed column that still holds its values: a row of `tangram.column_trash`. */
export interface TrashedColumn {
  readonly field: string;
  readonly column: string;
  readonly definition: FieldDefinition;
}

/** Counts the names of the trash on, so that two removed columns never meet. */
export class TrashCount {
  readonly #columns: TrashedColumn[];
  #last: number;

  constructor(columns: readonly TrashedColumn[]) {
    this.#columns = [...columns];
    this.#last = columns.reduce(
      (last, { column }) => Math.max(last, Number(/^trash_(\d+)_/.exec(column)?.[1] ?? 0)),
      0,
    );
  }

  next(column: string): string {
    this.#last++;
    return trashName(this.#last, column);
  }

  /** The column last removed under this key; it is then no longer in the trash. */
  take(field: string): TrashedColumn | undefined {
    const index = this.#columns.findLastIndex((column) => column.field === field);
    return index < 0 ? undefined : this.#columns.splice(index, 1)[0];
  }
}
