import type { LocalText } from '@tangram/schema';
import type { NodeGroup, NodeType } from '../node-type.ts';
import { approval } from './approval/approval.ts';
import { condition } from './condition/condition.ts';
import { createRecord } from './create-record/create-record.ts';
import { createTask } from './create-task/create-task.ts';
import { end } from './end/end.ts';
import { join } from './join/join.ts';
import { notify } from './notify/notify.ts';
import { recordChanged } from './record-changed/record-changed.ts';
import { recordCreated } from './record-created/record-created.ts';
import { updateRecord } from './update-record/update-record.ts';
import { wait } from './wait/wait.ts';

/** Every node type, in palette order. */
export const nodeTypes: readonly NodeType[] = [
  recordCreated,
  recordChanged,
  createTask,
  approval,
  notify,
  updateRecord,
  createRecord,
  condition,
  wait,
  join,
  end,
];

export const nodeGroups = [
  { key: 'trigger', title: { en: 'Start', zh: '开始' } },
  { key: 'people', title: { en: 'People', zh: '人员' } },
  { key: 'record', title: { en: 'Records', zh: '记录' } },
  { key: 'logic', title: { en: 'Logic', zh: '逻辑' } },
] as const satisfies readonly { readonly key: NodeGroup; readonly title: LocalText }[];

export function nodeTypeNamed(type: string): NodeType | undefined {
  return nodeTypes.find((known) => known.type === type);
}
