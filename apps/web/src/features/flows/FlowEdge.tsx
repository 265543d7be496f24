import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import styles from './FlowPicture.module.css';
import { PlusButton } from './PlusButton.tsx';

export interface FlowEdgeData extends Record<string, unknown> {
  /** The output's title where a step has several. */
  readonly label: string;
  readonly isEditable: boolean;
  readonly isPassed: boolean;
}

/** A connection with the name of its output near its beginning and a plus in its middle. */
export function FlowEdge({
  id,
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  selected,
  data,
}: EdgeProps<Edge<FlowEdgeData>>) {
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 16,
  });
  const stroke = selected === true ? 'var(--t-accent)' : data?.isPassed === true ? 'var(--t-good)' : undefined;
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={24}
        style={{
          strokeWidth: selected === true || data?.isPassed === true ? 2 : 1.5,
          ...(stroke === undefined ? {} : { stroke }),
        }}
      />
      <EdgeLabelRenderer>
        {data !== undefined && data.label !== '' && (
          <span
            className={styles['label']}
            style={{
              transform: `translate(-50%, -50%) translate(${nearStart(sourceX, targetX)}px, ${sourceY + 18}px)`,
            }}
          >
            {data.label}
          </span>
        )}
        {data?.isEditable === true && (
          <PlusButton
            place={{ type: 'edge', edge: id }}
            className={`${styles['plus']} ${styles['onEdge']}`}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${Math.max(labelY, sourceY + 44)}px)` }}
          />
        )}
      </EdgeLabelRenderer>
    </>
  );
}

/** Branches leave from one point: their labels stand a little to the side each branch goes to. */
function nearStart(sourceX: number, targetX: number): number {
  if (Math.abs(targetX - sourceX) < 8) return sourceX;
  return sourceX + Math.sign(targetX - sourceX) * Math.min(52, Math.abs(targetX - sourceX));
}
