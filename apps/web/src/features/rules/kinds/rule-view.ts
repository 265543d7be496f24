import type { RuleDefinition, Sentence } from '@tangram/schema';
import type { ComponentType } from 'react';
import type { RuleEdit } from '../rule-edits.ts';

/** What is looked at besides actions: an item of one of the rule's lists, `{ part: 'attributes', index: 2 }`. */
export interface PartPlace {
  readonly part: string;
  readonly index: number;
}

/** How one kind of rule is drawn in the designer. A new kind is a folder with such an object and a line in `index.ts`. */
export interface RuleView {
  readonly type: RuleDefinition['type'];
  /** The middle of the designer. */
  readonly Canvas: ComponentType;
  /** The settings of the kind's own parts, at the right; missing when it has none. */
  readonly PartProperties?: ComponentType<PartPlace>;
  /** Settings of the rule as a whole that stand below the common ones; missing when there are none. */
  readonly RuleSettings?: ComponentType;
  /** What an item of a list is called, as the heading of its settings. */
  readonly partTitles: { readonly [part: string]: Sentence };
  /** Takes an item out of a list with whatever else speaks of it; missing: only the item goes. */
  readonly removePart?: (part: string, index: number) => RuleEdit;
  /** Whether the kind runs actions: the palette is left out where it does not. */
  readonly hasActions: boolean;
}
