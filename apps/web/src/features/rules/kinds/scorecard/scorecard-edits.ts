import type { ScoreAttribute, ScoreBand, Scorecard } from '@tangram/schema';
import { itemChanged, type RuleEdit } from '../../rule-edits.ts';

export function setScoreField(field: string): RuleEdit {
  return onScorecard((card) => ({ ...card, field }));
}

export function addAttribute(attribute: ScoreAttribute): RuleEdit {
  return onScorecard((card) => ({ ...card, attributes: [...card.attributes, attribute] }));
}

export function changeAttribute(index: number, change: Partial<ScoreAttribute>): RuleEdit {
  return onScorecard((card) => ({ ...card, attributes: itemChanged(card.attributes, index, change) }));
}

export function addBand(band: ScoreBand): RuleEdit {
  return onScorecard((card) => ({ ...card, bands: [...(card.bands ?? []), band] }));
}

export function changeBand(index: number, change: Partial<ScoreBand>): RuleEdit {
  return onScorecard((card) => ({ ...card, bands: itemChanged(card.bands ?? [], index, change) }));
}

function onScorecard(edit: (card: Scorecard) => Scorecard): RuleEdit {
  return (rule) => (rule.type === 'scorecard' ? edit(rule) : rule);
}
