import type { ScoreAttribute, ScoreBand, Scorecard, ScoreEvent, ScoreIdle } from '@tangram/schema';
import { itemChanged, type RuleEdit } from '../../rule-edits.ts';

/** Changes of the card as a whole; undefined takes a member away. */
export type CardChange = {
  readonly [member in 'field' | 'levelField' | 'range' | 'groups']?: Scorecard[member] | undefined;
};

export function changeCard(change: CardChange): RuleEdit {
  return onScorecard((card) => withoutMissing({ ...card, ...change }) as Scorecard);
}

export function addAttribute(attribute: ScoreAttribute): RuleEdit {
  return onScorecard((card) => ({ ...card, attributes: [...card.attributes, attribute] }));
}

export function changeAttribute(index: number, change: Partial<ScoreAttribute>): RuleEdit {
  return onScorecard((card) => ({ ...card, attributes: itemChanged(card.attributes, index, change) }));
}

/** The whole line anew: what is not there any more is gone. */
export function replaceAttribute(index: number, line: ScoreAttribute): RuleEdit {
  return onScorecard((card) => ({ ...card, attributes: card.attributes.with(index, line) }));
}

export function addEvent(line: ScoreEvent): RuleEdit {
  return onScorecard((card) => ({ ...card, events: [...(card.events ?? []), line] }));
}

export function replaceEvent(index: number, line: ScoreEvent): RuleEdit {
  return onScorecard((card) => ({ ...card, events: (card.events ?? []).with(index, line) }));
}

export function addIdle(line: ScoreIdle): RuleEdit {
  return onScorecard((card) => ({ ...card, idle: [...(card.idle ?? []), line] }));
}

export function replaceIdle(index: number, line: ScoreIdle): RuleEdit {
  return onScorecard((card) => ({ ...card, idle: (card.idle ?? []).with(index, line) }));
}

export function addBand(band: ScoreBand): RuleEdit {
  return onScorecard((card) => ({ ...card, bands: [...(card.bands ?? []), band] }));
}

export function changeBand(index: number, change: Partial<ScoreBand>): RuleEdit {
  return onScorecard((card) => ({ ...card, bands: itemChanged(card.bands ?? [], index, change) }));
}

/** An object without its undefined members: a document has no such thing. */
export function withoutMissing<Whole extends object>(whole: Whole): Whole {
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as Whole;
}

function onScorecard(edit: (card: Scorecard) => Scorecard): RuleEdit {
  return (rule) => (rule.type === 'scorecard' ? edit(rule) : rule);
}
