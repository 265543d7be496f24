import { anyType, contextOf, type FeelValue, toFeel } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { type JsonValue, type Language, type LocalText, type RuleDefinition, textIn } from '@tangram/schema';
import { compileRule, type CompiledRule } from '../compile/compile-rule.ts';
import { writtenBy } from './written-by.ts';

/** Rules that wake each other, back to the first one. */
export interface RuleCircle {
  readonly stations: readonly CircleStation[];
  /**
   * `settles`: each always sets the same values, so the second time round nothing changes. `bounded`: it ends when a
   * condition no longer holds, and at the latest after `maxRounds`. `never`: proven to go on, whatever the record; such
   * rules are not published. Two ways to prove it are tried: every rule of the circle runs unconditionally and computes
   * what it writes from what the others write; or the values that each one writes make the next one's condition true.
   */
  readonly ends: 'settles' | 'bounded' | 'never';
}

export interface CircleStation {
  readonly key: string;
  readonly title: LocalText;
  /** Keys of the fields by whose change it wakes the next one. */
  readonly fields: readonly string[];
}

/** The circles through a rule, shortest first; none through one that is switched off or wrong in itself. */
export function circlesThroughRule(key: string, rule: RuleDefinition, form: FormModel, others: Rules): RuleCircle[] {
  const parts = partsOf(key, rule, form, others);
  const own = parts.find((part) => part.rule.key === key);
  if (own === undefined || !rule.enabled) return [];
  return circlesAmong(own, parts, form);
}

/** The circles through one of these, shortest first. */
export function circlesAmong(own: Part, parts: readonly Part[], form: FormModel): RuleCircle[] {
  return circlesThrough(own, parts).map((circle) => ({
    stations: circle.map((part, at) => stationOf(part, circle[(at + 1) % circle.length] as Part)),
    ends: isEndless(circle, form) ? 'never' : isIdempotent(circle) ? 'settles' : 'bounded',
  }));
}

/** The titles with arrows, back to the first one. */
export function circlePath({ stations }: RuleCircle): LocalText {
  const around = [...stations, ...stations.slice(0, 1)];
  const words = (language: Language) => around.map(({ key, title }) => textIn(title, language) || key).join(' → ');
  const [en, zh] = [words('en'), words('zh')];
  return en === zh ? en : { en, zh };
}

function stationOf(part: Part, next: Part): CircleStation {
  const { key, definition } = part.rule;
  return { key, title: definition.title, fields: wakingFields(part, next) };
}

export type Rules = ReadonlyMap<string, RuleDefinition>;

/** A rule that is right in itself and may be in a circle. */
export interface Part {
  readonly rule: CompiledRule;
  readonly writes: ReadonlySet<string>;
  /** Fields it always sets to the same value. */
  readonly constants: ReadonlyMap<string, JsonValue>;
}

function partOf(key: string, definition: RuleDefinition, form: FormModel, rules: Rules): Part | null {
  const { rule, problems } = compileRule(key, definition, form, rules);
  if (problems.length > 0 || rule.moment.kinds.has('delete')) return null;
  const constants = new Map(rule.steps.flatMap((step) => [...(step.constants ?? [])]));
  const writes = new Set(writtenBy(definition, rules));
  return { rule, writes, constants };
}

/** The rule and the others of its form that are switched on. */
export function partsOf(key: string, rule: RuleDefinition, form: FormModel, others: Rules): Part[] {
  const rules = new Map([...others].filter(([, other]) => other.form === rule.form && other.enabled)).set(key, rule);
  return [...rules].flatMap(([each, definition]) => partOf(each, definition, form, others) ?? []);
}

/** It writes the same again however often it looks, so it drives no circle. */
function isComputing({ work }: CompiledRule): boolean {
  return (work?.owns ?? null) !== null;
}

/** Circles longer than this are not looked for: their number grows without bound, and the run is bounded anyway. */
const longestCircle = 4;

/** Every circle of distinct rules through `own`, shortest first, in which each wakes the next. */
function circlesThrough(own: Part, parts: readonly Part[]): Part[][] {
  const circles: Part[][] = [];
  let paths: Part[][] = [[own]];
  for (let length = 1; length <= longestCircle && paths.length > 0; length++) {
    for (const path of paths) if (length > 1 && wakes(path.at(-1) as Part, own)) circles.push(path);
    paths = paths.flatMap((path) =>
      parts.filter((part) => !path.includes(part) && wakes(path.at(-1) as Part, part)).map((part) => [...path, part]),
    );
  }
  return circles;
}

function wakes(first: Part, second: Part): boolean {
  return wakingFields(first, second).length > 0;
}

/** The fields by whose change the first one makes the second one look again, on an update. */
function wakingFields(first: Part, second: Part): readonly string[] {
  if (!second.rule.moment.kinds.has('update') || isComputing(second.rule)) return [];
  const watched = second.rule.moment.fields ?? second.rule.watches;
  return [...new Set(watched)].filter((field) => first.writes.has(field));
}

function isEndless(circle: readonly Part[], form: FormModel): boolean {
  return isUnconditional(circle) || feedsItself(circle, form);
}

/** Nobody asks a condition, and somebody goes on from the value that the circle itself has written. */
function isUnconditional(circle: readonly Part[]): boolean {
  const written = new Set(circle.flatMap((part) => [...part.writes]));
  return (
    circle.every(({ rule }) => rule.condition === null && !isComputing(rule)) &&
    circle.every(({ rule, writes, constants }) => {
      const grows = [...writes].some((field) => !constants.has(field));
      return grows && rule.steps.some((step) => step.reads.some((path) => written.has(path[0] as string)));
    })
  );
}

/** Going round once more with only the constants known, every condition is true again and some value changes. */
function feedsItself(circle: readonly Part[], form: FormModel): boolean {
  const known = new Map<string, JsonValue>();
  let changes = 0;
  for (const [step, part] of [...circle, ...circle, ...circle].entries()) {
    const isSettled = step >= circle.length;
    if (isSettled && !certainlyHolds(part.rule, known, form)) return false;
    for (const field of part.writes) {
      const value = part.constants.get(field);
      if (value === undefined) known.delete(field);
      else {
        if (isSettled && JSON.stringify(known.get(field)) !== JSON.stringify(value)) changes++;
        known.set(field, value);
      }
    }
  }
  return changes >= circle.length;
}

/** True when the condition reads nothing but known values, and they make it true. */
function certainlyHolds(rule: CompiledRule, known: ReadonlyMap<string, JsonValue>, form: FormModel): boolean {
  if (rule.condition === null) return true;
  const { reads } = rule.condition.expression;
  if (!reads.every((path) => path.length === 1 && known.has(path[0] as string))) return false;
  const variables: [string, FeelValue][] = [...known].map(([key, value]) => [
    key,
    toFeel(value, form.fields.get(key)?.feelType ?? anyType),
  ]);
  return rule.condition.holds({ variables: contextOf(variables), now: new Date(0), zone: 'UTC' });
}

/** Everything written is the same constant, whoever writes it. */
function isIdempotent(circle: readonly Part[]): boolean {
  const known = new Map<string, string>();
  return circle.every(({ writes, constants }) =>
    [...writes].every((field) => {
      const value = constants.has(field) ? JSON.stringify(constants.get(field)) : undefined;
      const before = known.get(field);
      if (value !== undefined) known.set(field, value);
      return value !== undefined && (before === undefined || before === value);
    }),
  );
}
