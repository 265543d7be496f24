import { type ActionType } from './action-type.ts';
import { addPoints } from './add-points/add-points.ts';
import { addTags } from './add-tags/add-tags.ts';
import { assign } from './assign/assign.ts';
import { callWebhook } from './call-webhook/call-webhook.ts';
import { evaluateTable } from './evaluate-table/evaluate-table.ts';
import { createRecord } from './create-record/create-record.ts';
import { createTask } from './create-task/create-task.ts';
import { notify } from './notify/notify.ts';
import { removeTags } from './remove-tags/remove-tags.ts';
import { sendChat } from './send-chat/send-chat.ts';
import { sendMail } from './send-mail/send-mail.ts';
import { setFields } from './set-fields/set-fields.ts';
import { startFlow } from './start-flow/start-flow.ts';
import { stop } from './stop/stop.ts';
import { updateRelated } from './update-related/update-related.ts';

/**
 * Every action, in palette order. Each is written for its own settings; past this line they are plain JSON that the
 * settings schema has checked, hence the one cast.
 */
export const actionTypes = [
  setFields,
  addTags,
  removeTags,
  assign,
  addPoints,
  evaluateTable,
  notify,
  sendMail,
  sendChat,
  callWebhook,
  createTask,
  createRecord,
  updateRelated,
  startFlow,
  stop,
] as unknown as readonly ActionType[];

export function actionTypeNamed(type: string): ActionType | undefined {
  return actionTypes.find((action) => action.type === type);
}
