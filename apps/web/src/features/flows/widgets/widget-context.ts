import type { FlowNode } from '@tangram/schema';
import { useMemo } from 'react';
import type { ExpressionSurroundings } from '../../expressions/index.ts';
import type { DesignerSurroundings } from '../designer-context.ts';
import { nodeNames, nodeScope } from '../flow-words.ts';

/** What the designer hands to the widgets of a step's settings. */
export interface WidgetContext extends DesignerSurroundings {
  readonly node: FlowNode;
}

/** Which names the step's expressions may use, and how people call them; stable while the flow stays the same. */
export function useNodeScope(context: unknown): ExpressionSurroundings | null {
  const { flow, node, form, language, formNamed } = context as WidgetContext;
  return useMemo(() => {
    if (form === undefined) return null;
    return { scope: nodeScope(flow, node, form), names: nodeNames(flow, form, language, formNamed), form };
  }, [flow, node, form, language, formNamed]);
}
