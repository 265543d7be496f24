import '@xyflow/react/dist/style.css';
import {
  Background,
  Controls,
  type Edge,
  MiniMap,
  type Node,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { nodeTypeNamed } from '@tangram/flows';
import { type FlowDefinition, type Language, textIn } from '@tangram/schema';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMode } from '../../app/theme/theme-store.ts';
import { FlowEdge, type FlowEdgeData } from './FlowEdge.tsx';
import styles from './FlowPicture.module.css';
import { cardHeight, cardWidth, layOut } from './flow-layout.ts';
import { PlusNode, type PlusNodeData } from './PlusNode.tsx';
import { StepCard, type StepCardData } from './StepCard.tsx';
import { titleOfNode } from './flow-words.ts';

/** How a step stands in a run. */
export type StepMark = 'passed' | 'here' | 'stuck' | 'waiting';

interface PictureProps {
  readonly flow: FlowDefinition;
  readonly language: Language;
  readonly sentenceOf: (node: FlowDefinition['nodes'][number]) => string;
  /** Pluses on connections and open outputs. */
  readonly isEditable?: boolean;
  readonly selected?: { readonly type: 'node' | 'edge'; readonly id: string } | null;
  readonly onSelect?: (selection: { readonly type: 'node' | 'edge'; readonly id: string } | null) => void;
  readonly problems?: ReadonlySet<string>;
  readonly marks?: ReadonlyMap<string, StepMark>;
  /** Connections a run went along. */
  readonly passed?: ReadonlySet<string>;
}

/** A flow as a picture, laid out by itself from top to bottom: the designer's canvas and the face of a run. */
export function FlowPicture(props: PictureProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  );
}

const nodeTypes = { step: StepCard, plus: PlusNode };
const edgeTypes = { flow: FlowEdge };

function Picture({
  flow,
  language,
  sentenceOf,
  isEditable = false,
  selected = null,
  onSelect,
  problems,
  marks,
  passed,
}: PictureProps) {
  const placed = useMemo(() => layOut(flow, { withPluses: isEditable }), [flow, isEditable]);
  const mode = useMode();
  const { t } = useTranslation('flows');
  const labels = useMemo(
    () => ({
      'controls.ariaLabel': t('canvas.controls'),
      'controls.zoomIn.ariaLabel': t('canvas.zoomIn'),
      'controls.zoomOut.ariaLabel': t('canvas.zoomOut'),
      'controls.fitView.ariaLabel': t('canvas.fit'),
      'minimap.ariaLabel': t('canvas.map'),
      'node.a11yDescription.default': t('canvas.step'),
      'node.a11yDescription.keyboardDisabled': t('canvas.step'),
      'edge.a11yDescription.default': t('canvas.edge'),
    }),
    [t],
  );
  const nodes = useMemo(
    () =>
      placed.map((place): Node<StepCardData> | Node<PlusNodeData> => {
        const position = { x: place.x, y: place.y };
        if (place.type === 'plus')
          return {
            id: place.id,
            type: 'plus',
            position,
            data: { node: place.node, output: place.output },
            selectable: false,
          };
        const node = flow.nodes.find((one) => one.id === place.id) as FlowDefinition['nodes'][number];
        const type = nodeTypeNamed(node.type);
        const mark = marks?.get(node.id);
        const data: StepCardData = {
          title: titleOfNode(node, language),
          sentence: sentenceOf(node),
          group: type?.group ?? 'logic',
          icon: type?.icon ?? '',
          hasProblem: problems?.has(node.id) === true,
          isEnd: (type?.outputs(node.settings) ?? []).length === 0,
          ...(mark === undefined ? {} : { mark }),
        };
        const isSelected = selected?.type === 'node' && selected.id === node.id;
        return {
          id: node.id,
          type: 'step',
          position,
          data,
          selected: isSelected,
          width: cardWidth,
          height: cardHeight,
          ariaLabel: data.title,
        };
      }),
    [placed, flow, language, sentenceOf, marks, problems, selected],
  );
  const edges = useMemo(() => {
    const drawn = new Set(placed.map((place) => place.id));
    const nameOf = (id: string) => {
      const node = flow.nodes.find((one) => one.id === id);
      return node === undefined ? id : titleOfNode(node, language);
    };
    const titleOf = (source: string, output: string) => {
      const node = flow.nodes.find((one) => one.id === source);
      const outputs = nodeTypeNamed(node?.type ?? '')?.outputs(node?.settings ?? {}) ?? [];
      return outputs.length < 2 ? '' : textIn(outputs.find((one) => one.key === output)?.title, language);
    };
    const lines = flow.edges
      .filter((edge) => drawn.has(edge.source) && drawn.has(edge.target))
      .map(
        (edge): Edge<FlowEdgeData> => ({
          id: edge.id,
          type: 'flow',
          source: edge.source,
          target: edge.target,
          selected: selected?.type === 'edge' && selected.id === edge.id,
          ariaLabel: t('canvas.leads', { from: nameOf(edge.source), to: nameOf(edge.target) }),
          data: { label: titleOf(edge.source, edge.output), isEditable, isPassed: passed?.has(edge.id) === true },
        }),
      );
    const open = placed.flatMap((place): Edge<FlowEdgeData>[] =>
      place.type === 'plus'
        ? [
            {
              id: place.id,
              type: 'flow',
              source: place.node,
              target: place.id,
              selectable: false,
              ariaLabel: nameOf(place.node),
              data: { label: titleOf(place.node, place.output), isEditable: false, isPassed: false },
            },
          ]
        : [],
    );
    return [...lines, ...open];
  }, [placed, flow, language, isEditable, passed, selected, t]);

  return (
    <ReactFlow<Node<StepCardData> | Node<PlusNodeData>, Edge<FlowEdgeData>>
      className={styles['picture'] ?? ''}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      colorMode={mode}
      ariaLabelConfig={labels}
      nodesDraggable={false}
      nodesConnectable={false}
      // Deleting is the designer's own command, with undo.
      deleteKeyCode={null}
      onNodeClick={(_, node) => node.type === 'step' && onSelect?.({ type: 'node', id: node.id })}
      onEdgeClick={(_, edge) => edge.id.startsWith('+') || onSelect?.({ type: 'edge', id: edge.id })}
      onPaneClick={() => onSelect?.(null)}
      fitView
      fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
      minZoom={0.2}
      maxZoom={1.5}
    >
      <Background gap={20} size={1} />
      <Controls showInteractive={false} />
      {flow.nodes.length > 6 && <MiniMap pannable zoomable />}
      <Follow id={selected?.type === 'node' ? selected.id : undefined} count={placed.length} />
    </ReactFlow>
  );
}

/** Shows the whole again when steps come or go, and brings a step into view that was selected elsewhere. */
function Follow({ id, count }: { id: string | undefined; count: number }) {
  const { fitView, getNode, getViewport, setCenter } = useReactFlow();
  useEffect(() => {
    void fitView({ maxZoom: 1, padding: 0.15, duration: 200 });
  }, [count, fitView]);
  useEffect(() => {
    const node = id === undefined ? undefined : getNode(id);
    const pane = document.querySelector('.react-flow');
    if (node === undefined || pane === null) return;
    const { x, y, zoom } = getViewport();
    const { width, height } = pane.getBoundingClientRect();
    const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
    const isInView = left >= 0 && top >= 0 && left + cardWidth * zoom <= width && top + cardHeight * zoom <= height;
    if (!isInView)
      void setCenter(node.position.x + cardWidth / 2, node.position.y + cardHeight / 2, { zoom: 1, duration: 200 });
  }, [id, getNode, getViewport, setCenter]);
  return null;
}
