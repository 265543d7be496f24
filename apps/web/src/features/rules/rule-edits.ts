import { ruleKindOf } from '@tangram/rules';
import { pointerSteps, type RuleAction, type RuleDefinition } from '@tangram/schema';

/** Edits of a rule: document in, document out. What does not fit the rule's type, or an index that is not there, changes nothing. */
export type RuleEdit = (rule: RuleDefinition) => RuleDefinition;

/** Where an action stands: `list` is the JSON Pointer of its list, `/actions` or `/bands/0/actions`. */
export interface ActionPlace {
  readonly list: string;
  readonly index: number;
}

export function actionsAt(rule: RuleDefinition, list: string): readonly RuleAction[] {
  return listAt(rule, list)?.actions ?? [];
}

export function setBasics(
  basics: Partial<Pick<RuleDefinition, 'title' | 'description' | 'enabled' | 'order' | 'effective'>>,
): RuleEdit {
  return (rule) => ({ ...rule, ...basics });
}

export function insertAction({ list, index }: ActionPlace, action: RuleAction): RuleEdit {
  return (rule) => withActions(rule, list, (actions) => actions.toSpliced(index, 0, action));
}

export function removeAction({ list, index }: ActionPlace): RuleEdit {
  return (rule) => withActions(rule, list, (actions) => actions.toSpliced(index, 1));
}

/** Within one list, or from one to another; `to.index` counts as the list stands without the action. */
export function moveAction(from: ActionPlace, to: ActionPlace): RuleEdit {
  return (rule) => {
    const action = actionsAt(rule, from.list)[from.index];
    return action === undefined ? rule : insertAction(to, action)(removeAction(from)(rule));
  };
}

export function setSettings({ list, index }: ActionPlace, settings: RuleAction['settings']): RuleEdit {
  return (rule) =>
    withActions(rule, list, (actions) =>
      actions.map((action, at) => (at === index ? { ...action, settings } : action)),
    );
}

/** Takes an item out of a list of the rule: `removePart('attributes', 2)`. */
export function removePart(part: string, index: number): RuleEdit {
  return (rule) => withPart(rule, part, (items) => items.toSpliced(index, 1));
}

/** Moves an item within its list. */
export function movePart(part: string, from: number, to: number): RuleEdit {
  return (rule) =>
    withPart(rule, part, (items) =>
      from < items.length ? items.toSpliced(from, 1).toSpliced(to, 0, items[from]) : items,
    );
}

export function itemChanged<Item>(items: readonly Item[], index: number, change: Partial<Item>): readonly Item[] {
  return items.map((item, at) => (at === index ? { ...item, ...change } : item));
}

function withPart(rule: RuleDefinition, part: string, edit: (items: readonly unknown[]) => readonly unknown[]) {
  const items: unknown = Object.hasOwn(rule, part) ? (rule as unknown as { [part: string]: unknown })[part] : undefined;
  return Array.isArray(items) ? { ...rule, [part]: edit(items) } : rule;
}

function withActions(
  rule: RuleDefinition,
  list: string,
  edit: (actions: readonly RuleAction[]) => readonly RuleAction[],
): RuleDefinition {
  const place = listAt(rule, list);
  return place === undefined ? rule : replaced(rule, pointerSteps(list), edit(place.actions));
}

function listAt(rule: RuleDefinition, list: string) {
  return ruleKindOf(rule)
    .actions(rule)
    .find((place) => place.path === list);
}

/** The document with another value at a place; all that is not on the way there stays the same. */
function replaced<Part extends object>(part: Part, [step, ...rest]: readonly string[], value: unknown): Part {
  if (step === undefined) return part;
  const below: unknown = (part as { [step: string]: unknown })[step];
  const next = rest.length === 0 || typeof below !== 'object' || below === null ? value : replaced(below, rest, value);
  if (Array.isArray(part)) return part.with(Number(step), next) as unknown as Part;
  return { ...part, [step]: next };
}
