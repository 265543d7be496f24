import type { FormModel } from '@tangram/forms';
import { type JsonValue, type Language, type Problem, pointer, type RecordValues, textIn } from '@tangram/schema';
import { recordProblem } from '../errors.ts';
import type { ChangeKind, PlannedChange } from '../hooks.ts';
import { unknownField } from '../read/path-resolver.ts';
import type { Reason } from '../records.ts';
import { isSameValue } from '../sql/wire-value.ts';

/** How typed values are understood. */
export interface ValueContext {
  readonly language: Language;
  readonly zone: string;
}

/** A change on its way through the write path; once it has problems, the later stages leave it alone. */
export class Draft implements PlannedChange {
  readonly kind: ChangeKind;
  readonly form: FormModel;
  readonly id: string;
  /** Which row of the batch this is. */
  readonly index: number;
  readonly before: RecordValues | null;
  readonly values: { [field: string]: JsonValue };
  readonly changed = new Set<string>();
  readonly reasons = new Map<string, Reason>();
  readonly problems: Problem[] = [];
  /** Fields that rules or flows set: their references need not be visible to the actor. */
  readonly trusted = new Set<string>();
  /** The version the caller saw, where he said so. */
  readonly expected: number | undefined;
  /** Set once the row stands in the table. */
  version: number | null = null;
  readonly #context: ValueContext;
  #onSet: ((draft: Draft) => void) | null = null;

  constructor(
    kind: ChangeKind,
    form: FormModel,
    row: {
      id: string;
      index: number;
      before: RecordValues | null;
      values: { [field: string]: JsonValue };
      expected?: number | undefined;
    },
    context: ValueContext,
  ) {
    this.kind = kind;
    this.form = form;
    this.id = row.id;
    this.index = row.index;
    this.before = row.before;
    this.values = row.values;
    this.expected = row.expected;
    this.#context = context;
  }

  get isSound(): boolean {
    return this.problems.length === 0;
  }

  /** Sets `field` to what `raw` means, or notes why that cannot be. */
  take(field: string, raw: JsonValue): void {
    const model = this.form.fields.get(field);
    if (model === undefined) {
      this.problems.push(unknownField(this.form, field, pointer(field)));
      return;
    }
    if (!isStorable(raw)) {
      const title = textIn(model.definition.title, this.#context.language) || field;
      this.problems.push(recordProblem('RECORD_TEXT_UNSOUND', pointer(field), { field: title }));
      return;
    }
    const normalized = model.type.normalize(raw, model.definition, this.#context);
    if ('problem' in normalized) {
      this.problems.push({
        ...normalized.problem,
        path: pointer(field) + normalized.problem.path.replace(pointer(field), ''),
      });
    } else {
      this.put(field, normalized.value);
    }
  }

  /** Sets `field` to a stored value as it is. */
  put(field: string, value: JsonValue): void {
    this.values[field] = value;
    const isSame = isSameValue(value, this.before?.[field] ?? null);
    if (isSame) this.changed.delete(field);
    else this.changed.add(field);
  }

  set(field: string, value: JsonValue, because: Reason): void {
    const model = this.form.fields.get(field);
    if (model !== undefined && (model.isComputed || model.isGenerated || (model.isSystem && field !== 'owner'))) {
      const title = textIn(model.definition.title, this.#context.language) || field;
      this.problems.push(recordProblem('RECORD_FIELD_COMPUTED', pointer(field), { field: title }));
      return;
    }
    this.take(field, value);
    if (this.changed.has(field)) {
      this.reasons.set(field, because);
      this.trusted.add(field);
    }
    this.#onSet?.(this);
  }

  refuse(problem: Problem): void {
    this.problems.push(problem);
  }

  /** Called after each `set` while hooks run. */
  onSet(listener: ((draft: Draft) => void) | null): void {
    this.#onSet = listener;
  }
}

/** PostgreSQL stores no NUL and only whole characters. */
export function isStorable(value: JsonValue): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every((item: JsonValue) => isStorable(item));
  return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item as JsonValue));
}
