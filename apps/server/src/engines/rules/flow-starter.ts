import type { Flows } from '@tangram/flows';
import type { FlowStarter, NewTask } from '@tangram/rules';
import type { FlowDefinition, JsonValue, LocalText } from '@tangram/schema';

/** Lets rules start flows and create tasks: the two engines do not know each other. */
export function flowStarter(flows: () => Flows): FlowStarter {
  return {
    start: (trx, { app, form, records, actor, now }, flow) =>
      flows().begin(trx, { app, flow, form, records, actor, now }),
    async createTask(trx, { app, form, rule, title, records, actor, now }, task) {
      const definition = taskFlow(form, title, task);
      await flows().begin(trx, { app, flow: rule, definition, form, records, actor, now });
    },
  };
}

/** A task is a step of a flow: this one has no other, and is published nowhere. Its runs bear the rule's title. */
function taskFlow(form: string, title: LocalText, { title: what, note, assignees, due }: NewTask): FlowDefinition {
  return {
    title,
    form,
    enabled: true,
    nodes: [
      { id: 'start', type: 'record-created', settings: {} },
      {
        id: 'task',
        type: 'create-task',
        settings: {
          title: what as JsonValue,
          assignees: [...assignees],
          ...(note === undefined ? {} : { note: note as JsonValue }),
          ...(due === undefined ? {} : { due }),
        },
      },
      { id: 'end', type: 'end', settings: { ends: 'run' } },
    ],
    edges: [
      { id: 'first', source: 'start', output: 'next', target: 'task' },
      { id: 'last', source: 'task', output: 'next', target: 'end' },
    ],
  };
}
