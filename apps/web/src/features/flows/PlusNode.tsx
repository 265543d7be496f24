import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import styles from './FlowPicture.module.css';
import { PlusButton } from './PlusButton.tsx';

export interface PlusNodeData extends Record<string, unknown> {
  readonly node: string;
  readonly output: string;
}

/** Stands after an output that leads nowhere yet. */
export function PlusNode({ data }: NodeProps<Node<PlusNodeData>>) {
  return (
    <>
      <Handle type="target" position={Position.Top} className={styles['handle'] ?? ''} />
      <PlusButton place={{ type: 'output', node: data.node, output: data.output }} className={styles['plus'] ?? ''} />
    </>
  );
}
