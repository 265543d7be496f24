import { deletedAtColumn, systemFields } from '../model/system-fields.ts';

/** Why a key that looks fine cannot be a field's: a sentence's worth of reason, or undefined when it can. */
export function reservedBy(key: string): keyof typeof reserved | undefined {
  for (const [reason, keys] of Object.entries(reserved)) {
    if (keys.has(key)) return reason as keyof typeof reserved;
  }
  return /^trash_\d/.test(key) ? 'trash' : undefined;
}

const reserved = {
  /** Fields that every form has. */
  system: new Set<string>([...systemFields.map((field) => field.key), deletedAtColumn.key]),
  /** Hidden columns of every PostgreSQL table. */
  database: new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']),
  /** Words of FEEL: an expression could not name the field. */
  expression: new Set([
    'true',
    'false',
    'null',
    'and',
    'or',
    'not',
    'in',
    'between',
    'if',
    'then',
    'else',
    'for',
    'return',
    'some',
    'every',
    'satisfies',
    'instance',
    'of',
    'function',
    'external',
    'item',
    'partial',
    'user',
  ]),
  /** Removed columns. */
  trash: new Set<string>(),
} as const;
