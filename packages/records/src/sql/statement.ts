import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely';
import { Slot, slotValue } from '../access/binding.ts';
import type { Actor } from '../actor.ts';

/** A value that the caller of a kept statement gives each time it runs. */
export class Hole {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** SQL made once and run many times; its text never depends on the values. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

export function makeStatement(query: RawBuilder<unknown>, db: Kysely<unknown>): Statement {
  const { sql: text, parameters } = query.compile(db);
  return { text, parameters };
}

export async function runStatement<Row>(
  db: Kysely<unknown>,
  statement: Statement,
  actor: Actor,
  inputs: { readonly [hole: string]: unknown },
): Promise<Row[]> {
  const parameters = statement.parameters.map((parameter) =>
    parameter instanceof Hole
      ? inputs[parameter.name]
      : parameter instanceof Slot
        ? slotValue(parameter, actor)
        : parameter,
  );
  const result = await db.executeQuery<Row>(CompiledQuery.raw(statement.text, parameters));
  return result.rows;
}
