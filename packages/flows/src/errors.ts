import { type ErrorTable, problemsOf } from '@tangram/schema';

/** What can be wrong with a flow (found when it is saved), with a run (stored as its incident) and with a task's action. */
export const flowErrors = {
  FLOW_NO_TRIGGER: {
    kind: 'invalid',
    message: { en: 'The flow has no start: nothing would ever run it.', zh: '流程没有开始节点，永远不会运行。' },
    hint: { en: 'Add a start such as "When a record is created".', zh: '请添加开始节点，例如“新增记录时”。' },
  },
  FLOW_MANY_TRIGGERS: {
    kind: 'invalid',
    message: { en: 'The flow has {count} starts; it must have one.', zh: '流程有 {count} 个开始节点，只能有一个。' },
  },
  FLOW_NODE_TYPE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no step of the type "{type}".', zh: '没有类型为“{type}”的节点。' },
  },
  FLOW_NODE_DUPLICATE: {
    kind: 'invalid',
    message: { en: 'Two steps have the id "{id}".', zh: '有两个节点的标识都是“{id}”。' },
  },
  FLOW_EDGE_DUPLICATE: {
    kind: 'invalid',
    message: { en: 'Two connections have the id "{id}".', zh: '有两条连线的标识都是“{id}”。' },
  },
  FLOW_EDGE_NOWHERE: {
    kind: 'invalid',
    message: {
      en: 'This connection leads to or from "{id}", a step that does not exist.',
      zh: '连线的一端“{id}”不存在。',
    },
  },
  FLOW_EDGE_TO_TRIGGER: {
    kind: 'invalid',
    message: { en: 'No connection may lead back into the start.', zh: '连线不能回到开始节点。' },
  },
  FLOW_OUTPUT_UNKNOWN: {
    kind: 'invalid',
    message: {
      en: 'The step "{node}" has no way out called "{output}".',
      zh: '节点“{node}”没有名为“{output}”的出口。',
    },
  },
  FLOW_OUTPUT_OPEN: {
    kind: 'invalid',
    message: {
      en: 'Nothing follows "{output}" of the step "{node}".',
      zh: '节点“{node}”的出口“{output}”没有连接后续节点。',
    },
    hint: { en: 'Connect it to a step, or to an end.', zh: '请连接到某个节点或结束节点。' },
  },
  FLOW_UNREACHABLE: {
    kind: 'invalid',
    message: { en: 'The step "{node}" can never be reached from the start.', zh: '从开始节点永远到不了节点“{node}”。' },
  },
  FLOW_FORM_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no form "{form}".', zh: '没有表单“{form}”。' },
  },
  FLOW_FIELD_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The form "{form}" has no field "{field}".', zh: '表单“{form}”没有字段“{field}”。' },
  },
  FLOW_FIELD_KIND: {
    kind: 'invalid',
    message: { en: 'The field "{field}" holds no {expected}.', zh: '字段“{field}”不是{expected}。' },
  },
  FLOW_FIELD_READ_ONLY: {
    kind: 'invalid',
    message: {
      en: 'The field "{field}" is computed and cannot be written.',
      zh: '字段“{field}”由系统计算，不能写入。',
    },
  },
  FLOW_FIELD_REQUIRED: {
    kind: 'invalid',
    message: { en: 'A record of "{form}" needs a value for "{field}".', zh: '“{form}”的记录必须填写“{field}”。' },
  },
  FLOW_GROUP_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The application has no group "{group}".', zh: '应用中没有群组“{group}”。' },
  },
  FLOW_ROLE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The application has no role "{role}".', zh: '应用中没有角色“{role}”。' },
  },
  FLOW_TEMPLATE: {
    kind: 'invalid',
    message: { en: 'A "{" in the text is never closed by "}".', zh: '文字中的“{”没有对应的“}”。' },
  },
  FLOW_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no published flow "{flow}" here.', zh: '没有已发布的流程“{flow}”。' },
  },
  FLOW_RUN_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'This run does not exist, or you may not see it.', zh: '该流程运行不存在，或您无权查看。' },
  },
  FLOW_RUN_FORBIDDEN: {
    kind: 'forbidden',
    message: { en: 'You may not start flows on records of this form.', zh: '您无权对该表单的记录发起流程。' },
  },
  FLOW_TASK_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'This task does not exist, or it is not yours.', zh: '该任务不存在，或不属于您。' },
  },
  FLOW_TASK_HANDLED: {
    kind: 'conflict',
    message: { en: 'Already handled by {name}.', zh: '已由 {name} 处理。' },
  },
  FLOW_TASK_CLOSED: {
    kind: 'conflict',
    message: { en: 'This task is no longer needed: the flow has moved on.', zh: '流程已继续，不再需要处理该任务。' },
  },
  FLOW_ACTION_UNKNOWN: {
    kind: 'invalid',
    message: {
      en: '"{action}" cannot be done with this task. Possible: {possible}.',
      zh: '该任务不支持“{action}”，可用操作：{possible}。',
    },
  },
  FLOW_COMMENT_REQUIRED: {
    kind: 'invalid',
    message: { en: 'Please say why in a comment.', zh: '请填写意见说明原因。' },
  },
  FLOW_PERSON_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'This person does not exist or is no longer active.', zh: '该人员不存在或已停用。' },
  },
  FLOW_NOBODY: {
    kind: 'conflict',
    message: {
      en: 'There is nobody to ask: {who} is empty and no administrator was found.',
      zh: '找不到处理人：{who}为空，也没有管理员。',
    },
  },
  FLOW_RECORD_GONE: {
    kind: 'conflict',
    message: { en: 'The record of this run no longer exists.', zh: '该流程对应的记录已不存在。' },
  },
  FLOW_NO_DATE: {
    kind: 'conflict',
    message: {
      en: 'The field "{field}" is empty, so there is no moment to wait for.',
      zh: '字段“{field}”为空，无法确定等待时间。',
    },
  },
  FLOW_LOOP: {
    kind: 'conflict',
    message: {
      en: 'The flow went round in circles: {steps} steps without waiting for anything.',
      zh: '流程陷入循环：连续执行了 {steps} 步而没有等待。',
    },
  },
  FLOW_DEPTH: {
    kind: 'conflict',
    message: {
      en: 'The flow was not started: flows and rules have set each other off {depth} times in a row.',
      zh: '流程未启动：流程与规则已连续互相触发 {depth} 次。',
    },
  },
  FLOW_STEP_FAILED: {
    kind: 'internal',
    message: { en: 'The step could not be carried out: {reason}', zh: '该步骤执行失败：{reason}' },
  },
  FLOW_VERSION_BROKEN: {
    kind: 'conflict',
    message: {
      en: 'The flow no longer fits its form: {reason}',
      zh: '流程与当前表单不再匹配：{reason}',
    },
  },
  FLOW_CASE: {
    kind: 'invalid',
    message: { en: 'The case cannot go on: {reason}', zh: '测试用例无法继续：{reason}' },
  },
} as const satisfies ErrorTable;

export const flowProblem = problemsOf(flowErrors);
