import type { FormModel } from '@tangram/forms';
import { accessOf, type Actor, actorBinding, type Catalog, type FormAccess } from '@tangram/records';
import type { JsonValue } from '@tangram/schema';
import type { ConditionFlip } from './condition-flip.ts';
import type { AttributeTrace } from '../scores/evaluate-score.ts';
import { type CountSight, maySeeCount } from './may-see-count.ts';
import type { ConditionTrace, Standing, TableTrace, TraceDetail } from './trace.ts';

/**
 * Takes out of traces the values that a person may not read; that a rule ran, and its condition, stays. A value left
 * out is missing from `values`.
 */
export function hideFrom(access: FormAccess, form: FormModel, catalog: Catalog, actor: Actor) {
  const condition = (trace: ConditionTrace): ConditionTrace => ({
    ...trace,
    parts: trace.parts.map((part) => ({ ...part, values: seenValues(part.values) })),
    ...(trace.flip === undefined ? {} : { flip: seenFlip(trace.flip) }),
  });
  const attribute = (trace: AttributeTrace): AttributeTrace => ({ ...trace, condition: condition(trace.condition) });
  const table = (trace: TableTrace): TableTrace => ({
    ...trace,
    inputs: trace.inputs.map(({ value, ...input }) =>
      value !== undefined && input.reads.every((read) => maySee(read)) ? { ...input, value } : input,
    ),
  });
  const standing = ({ score, validity, tables }: Standing): Standing => ({
    ...(score === undefined || !access.canRead(score.field)
      ? {}
      : { score: { ...score, attributes: score.attributes.map((one) => attribute(one)) } }),
    ...(validity === undefined ? {} : { validity: condition(validity) }),
    ...(tables === undefined ? {} : { tables: tables.map((one) => table(one)) }),
  });
  const detail = (trace: TraceDetail): TraceDetail => {
    const { title, done, problems, round } = trace;
    return {
      title,
      done,
      problems,
      round,
      condition: trace.condition === null ? null : condition(trace.condition),
      changes: trace.changes.filter((change) => access.canRead(change.field)),
      ...standing(trace),
    };
  };
  const sight: CountSight = {
    path: (model, path) => walk(accessOf(actor, model, catalog), model, path),
    list(list) {
      const other = catalog.form(list.app, list.form);
      const seen = other === undefined ? undefined : accessOf(actor, other, catalog);
      return other !== undefined && seen !== undefined && readsAllRows(seen) && seen.canRead(list.field) ? other : null;
    },
  };
  return { condition, standing, detail };

  /** How far a value is from what is asked would tell the value. */
  function seenFlip(flip: ConditionFlip): ConditionFlip {
    const changes = flip.changes.map(({ short, ...change }) =>
      short !== undefined && maySee(change.path) ? { ...change, short } : change,
    );
    return { ...flip, changes };
  }

  function seenValues(values: { readonly [path: string]: JsonValue }): { [path: string]: JsonValue } {
    return Object.fromEntries(Object.entries(values).filter(([read]) => maySee(read)));
  }

  /** A path, `account.sector`, or a count over related records. */
  function maySee(read: string): boolean {
    const [first, ...rest] = read.split('.') as [string, ...string[]];
    if (first === 'user') return true;
    if (first !== 'previous' && !form.fields.has(first)) return maySeeCount(read, form, sight);
    return walk(access, form, first === 'previous' ? rest : [first, ...rest]);
  }

  function walk(seen: FormAccess, model: FormModel, [key, ...rest]: readonly string[]): boolean {
    if (key === undefined) return true;
    if (!seen.canRead(key)) return false;
    const target = model.fields.get(key)?.references;
    if (target === undefined || target === 'person' || rest.length === 0) return true;
    const next = catalog.form(target.app, target.form);
    const nextAccess = next === undefined ? undefined : accessOf(actor, next, catalog);
    // Rows of the other form may be out of one's scope, so its values are shown only to those who see all of them.
    return next !== undefined && nextAccess !== undefined && readsAllRows(nextAccess) && walk(nextAccess, next, rest);
  }

  function readsAllRows(seen: FormAccess): boolean {
    return seen.may('read') && seen.rows('read', 'r', actorBinding(actor, new Date(0))) === null;
  }
}
