import { type Environment, type Expression, toFeel, userType } from '@tangram/expression';
import { type FormModel, recordVariables } from '@tangram/forms';
import type { Me, Row } from '@tangram/client';
import type { JsonObject, JsonValue } from '@tangram/schema';
import { workCalendarOf } from '../../../app/work-calendar.ts';

/**
 * The field paths of `form` that the server is asked for, so that the expression can be evaluated over its records.
 * `previous` reads the record as it stands; what a reference always brings (`id`, `title`) needs no path of its own.
 */
export function pathsToRead(expression: Expression, form: FormModel): readonly string[] {
  const paths = expression.reads.map((path) => (isPrevious(path, form) ? path.slice(1) : path));
  const asked = paths
    .filter(([first = '']) => form.fields.has(first))
    .map((path) => (path.at(-1) === 'id' || path.at(-1) === 'title' ? path.slice(0, -1) : path))
    .flatMap((path) => [path.slice(0, 1), path])
    .map((path) => path.join('.'));
  return [...new Set(asked)];
}

/** What cannot be known of a record that merely stands there: the steps of a run, the person's groups. */
export function unknownHere(expression: Expression, form: FormModel): readonly ('steps' | 'previous' | 'person')[] {
  const notes = new Set<'steps' | 'previous' | 'person'>();
  for (const path of expression.reads) {
    const [first, member = ''] = path;
    if (first !== undefined && form.fields.has(first)) continue;
    if (first === 'steps') notes.add('steps');
    if (isPrevious(path, form)) notes.add('previous');
    if (first === 'user' && ['manager', 'department', 'groups', 'roles'].includes(member)) notes.add('person');
  }
  return [...notes];
}

/** The environment in which the expression is evaluated over one record as the server answered it. */
export function recordEnvironment(row: Row, form: FormModel, me: Me, now: Date): Environment {
  const zone = me.workspace.zone;
  const values = nested(row);
  const user = toFeel({ id: me.id, name: me.name, email: me.email }, userType);
  const environment = { now, zone, calendar: workCalendarOf(me.workspace) };
  const variables = recordVariables(form, values, environment);
  const previous = toFeel(values, { type: 'context', members: form.scope.variables });
  // The form's own names win, as they do in the scope of a form that has a field called so.
  return { ...environment, variables: { user, previous, steps: null, ...variables } };
}

/** Paths through relations arrive flat: `{ account: { id }, 'account.sector': 'x' }` becomes `{ account: { id, sector } }`. */
function nested(row: Row): Holder {
  const values: Holder = {};
  const paths = Object.keys(row).sort((a, b) => a.split('.').length - b.split('.').length);
  for (const path of paths) {
    const steps = path.split('.');
    const last = steps.pop() ?? path;
    let holder: Holder | undefined = values;
    for (const step of steps) holder = holder === undefined ? undefined : holderAt(holder, step);
    if (holder !== undefined) holder[last] = row[path] ?? null;
  }
  return values;
}

interface Holder {
  [field: string]: JsonValue;
}

/** The object under `step`, a copy that may be written to; undefined where the reference is blank. */
function holderAt(holder: Holder, step: string): Holder | undefined {
  const next = holder[step];
  if (next === null || next === undefined) return undefined;
  const own: Holder = isObject(next) ? { ...next } : {};
  holder[step] = own;
  return own;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPrevious([first]: readonly string[], form: FormModel): boolean {
  return first === 'previous' && !form.fields.has('previous');
}
