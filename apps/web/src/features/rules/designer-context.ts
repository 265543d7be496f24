import type { FormModel } from '@tangram/forms';
import type { ActionNames } from '@tangram/rules';
import type { Problem, RuleDefinition } from '@tangram/schema';
import { createContext, use } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { RuleDesigner } from './rule-designer.ts';

/** What every part of the rule designer works on. */
export interface DesignerSurroundings {
  readonly app: string;
  readonly ruleKey: string;
  readonly designer: StoreApi<RuleDesigner>;
  readonly rule: RuleDefinition;
  readonly form: FormModel | undefined;
  readonly names: ActionNames;
  /** What the server found in the draft. */
  readonly problems: readonly Problem[];
}

export const DesignerContext = createContext<DesignerSurroundings | null>(null);

export function useDesigner(): DesignerSurroundings {
  const surroundings = use(DesignerContext);
  if (surroundings === null) throw new Error('Only within the rule designer.');
  return surroundings;
}
