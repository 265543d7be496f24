import type { FlowDefinition, Problem } from '@tangram/schema';
import { createContext, use } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { FlowDesigner } from './flow-designer.ts';
import type { FlowSurroundings } from './useFlowSurroundings.ts';

/** What every part of the flow designer works on. */
export interface DesignerSurroundings extends FlowSurroundings {
  readonly flowKey: string;
  readonly flow: FlowDefinition;
  readonly designer: StoreApi<FlowDesigner>;
  /** What the server found in the draft. */
  readonly problems: readonly Problem[];
}

export const DesignerContext = createContext<DesignerSurroundings | null>(null);

export function useDesigner(): DesignerSurroundings {
  const surroundings = use(DesignerContext);
  if (surroundings === null) throw new Error('Only within the flow designer.');
  return surroundings;
}
