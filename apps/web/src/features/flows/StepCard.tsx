import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { NodeGroup } from '@tangram/flows';
import { Icon } from '../../ui/Icon.tsx';
import styles from './FlowPicture.module.css';
import type { StepMark } from './FlowPicture.tsx';

export interface StepCardData extends Record<string, unknown> {
  readonly title: string;
  readonly sentence: string;
  readonly group: NodeGroup;
  readonly icon: string;
  readonly hasProblem: boolean;
  readonly isEnd: boolean;
  readonly mark?: StepMark;
}

/** A step: what it is called and, in a sentence, what it does. */
export function StepCard({ data, selected }: NodeProps<Node<StepCardData>>) {
  return (
    <div
      className={styles['card']}
      data-group={data.group}
      data-selected={selected}
      data-problem={data.hasProblem}
      {...(data.mark === undefined ? {} : { 'data-mark': data.mark })}
      title={data.sentence}
    >
      {data.group !== 'trigger' && <Handle type="target" position={Position.Top} className={styles['handle'] ?? ''} />}
      <span className={styles['icon']}>
        <Icon name={data.icon} />
      </span>
      <span className={styles['title']}>{data.title}</span>
      <span className={styles['sentence']}>{data.sentence}</span>
      {!data.isEnd && <Handle type="source" position={Position.Bottom} className={styles['handle'] ?? ''} />}
    </div>
  );
}
