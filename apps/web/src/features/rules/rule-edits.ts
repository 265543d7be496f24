import type { RuleAction, RuleDefinition, RuleMoment, ScoreAttribute, ScoreBand, Scorecard } from '@tangram/schema';

/** Edits of a rule: document in, document out. What does not fit the rule's type, or an index that is not there, changes nothing. */
export type RuleEdit = (rule: RuleDefinition) => RuleDefinition;

/** Where an action stands: in an event rule's own list (`band` null) or in that of a scorecard's band. */
export interface ActionPlace {
  readonly band: number | null;
  readonly index: number;
}

export function actionsAt(rule: RuleDefinition, band: number | null): readonly RuleAction[] {
  if (rule.type === 'event') return band === null ? rule.actions : [];
  return band === null ? [] : (rule.bands?.[band]?.actions ?? []);
}

export function setBasics(
  basics: Partial<Pick<RuleDefinition, 'title' | 'description' | 'enabled' | 'order'>>,
): RuleEdit {
  return (rule) => ({ ...rule, ...basics });
}

export function setMoment(when: RuleMoment): RuleEdit {
  return (rule) => (rule.type === 'event' ? { ...rule, when } : rule);
}

/** Blank takes the condition away: the rule then always runs. */
export function setCondition(text: string): RuleEdit {
  return (rule) => {
    if (rule.type !== 'event') return rule;
    const { if: _, ...rest } = rule;
    return text.trim() === '' ? rest : { ...rest, if: text };
  };
}

export function insertAction({ band, index }: ActionPlace, action: RuleAction): RuleEdit {
  return (rule) => withActions(rule, band, (actions) => actions.toSpliced(index, 0, action));
}

export function removeAction({ band, index }: ActionPlace): RuleEdit {
  return (rule) => withActions(rule, band, (actions) => actions.toSpliced(index, 1));
}

/** Within one list, or from one band to another; `to.index` counts as the list stands without the action. */
export function moveAction(from: ActionPlace, to: ActionPlace): RuleEdit {
  return (rule) => {
    const action = actionsAt(rule, from.band)[from.index];
    return action === undefined ? rule : insertAction(to, action)(removeAction(from)(rule));
  };
}

export function setSettings({ band, index }: ActionPlace, settings: RuleAction['settings']): RuleEdit {
  return (rule) =>
    withActions(rule, band, (actions) =>
      actions.map((action, at) => (at === index ? { ...action, settings } : action)),
    );
}

export function setScoreField(field: string): RuleEdit {
  return onScorecard((card) => ({ ...card, field }));
}

export function addAttribute(attribute: ScoreAttribute): RuleEdit {
  return onScorecard((card) => ({ ...card, attributes: [...card.attributes, attribute] }));
}

export function changeAttribute(index: number, change: Partial<ScoreAttribute>): RuleEdit {
  return onScorecard((card) => ({ ...card, attributes: changed(card.attributes, index, change) }));
}

export function removeAttribute(index: number): RuleEdit {
  return onScorecard((card) => ({ ...card, attributes: card.attributes.toSpliced(index, 1) }));
}

export function moveAttribute(from: number, to: number): RuleEdit {
  return onScorecard((card) => {
    const attribute = card.attributes[from];
    if (attribute === undefined) return card;
    return { ...card, attributes: card.attributes.toSpliced(from, 1).toSpliced(to, 0, attribute) };
  });
}

export function addBand(band: ScoreBand): RuleEdit {
  return onScorecard((card) => ({ ...card, bands: [...(card.bands ?? []), band] }));
}

export function changeBand(index: number, change: Partial<ScoreBand>): RuleEdit {
  return onScorecard((card) => ({ ...card, bands: changed(card.bands ?? [], index, change) }));
}

export function removeBand(index: number): RuleEdit {
  return onScorecard((card) => ({ ...card, bands: (card.bands ?? []).toSpliced(index, 1) }));
}

function withActions(
  rule: RuleDefinition,
  band: number | null,
  edit: (actions: readonly RuleAction[]) => readonly RuleAction[],
): RuleDefinition {
  if (rule.type === 'event') return band === null ? { ...rule, actions: edit(rule.actions) } : rule;
  if (band === null || rule.bands?.[band] === undefined) return rule;
  return { ...rule, bands: changed(rule.bands, band, { actions: edit(rule.bands[band].actions ?? []) }) };
}

function onScorecard(edit: (card: Scorecard) => Scorecard): RuleEdit {
  return (rule) => (rule.type === 'scorecard' ? edit(rule) : rule);
}

function changed<Item>(items: readonly Item[], index: number, change: Partial<Item>): readonly Item[] {
  return items.map((item, at) => (at === index ? { ...item, ...change } : item));
}
