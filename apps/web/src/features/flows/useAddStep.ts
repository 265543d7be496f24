import { nodeTypeNamed } from '@tangram/flows';
import type { FlowNode } from '@tangram/schema';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesigner } from './designer-context.ts';
import { insertNode, newNodeId, type Place, setStart } from './flow-edits.ts';

/** Puts a new step of a type at a place (null: as the start) and selects it. */
export function useAddStep(): (place: Place | null, type: string) => void {
  const { t } = useTranslation('flows');
  const { designer, flow, form } = useDesigner();
  return useCallback(
    (place, type) => {
      const known = nodeTypeNamed(type);
      if (known === undefined || form === undefined) return;
      const node: FlowNode = {
        id: place === null ? 'start' : newNodeId(flow, type),
        type,
        settings: known.initial(form),
      };
      designer
        .getState()
        .edit(
          t(place === null ? 'edits.start' : 'edits.add'),
          place === null ? setStart(node) : insertNode(place, node),
        );
      designer.getState().drag(null);
      designer.getState().select({ type: 'node', id: node.id });
    },
    [designer, flow, form, t],
  );
}
