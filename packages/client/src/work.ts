import type { JsonObject, JsonValue, LocalText, RecordValues } from '@tangram/schema';
import { type Http, path } from './http.ts';
import type { Reference } from './records.ts';

/** Something a person is asked to do: a task to finish or a decision to take. */
export interface Task {
  readonly id: string;
  readonly kind: 'task' | 'approval';
  readonly title: LocalText;
  readonly body?: LocalText | null;
  readonly app: string;
  readonly form: string;
  readonly record: Reference | null;
  readonly flow: string;
  readonly run: string;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly due_at: string | null;
  readonly created_at: string;
  readonly assignee: Reference | null;
  readonly [more: string]: unknown;
}

export type TaskAction = 'complete' | 'approve' | 'reject' | 'return' | 'transfer' | 'add-sign';

/** One journey of one record through a flow; its steps' shape belongs to the flow engine. */
export interface Run {
  readonly id: string;
  readonly app: string;
  readonly flow: string;
  readonly state: string;
  readonly [more: string]: unknown;
}

/** A button that a rule puts on the page of a record. */
export interface RuleButton {
  readonly rule: string;
  readonly title: LocalText;
  /** Asked before; null: nothing. */
  readonly confirm: LocalText | null;
}

export interface Notification {
  readonly id: string;
  readonly title: LocalText;
  readonly body?: LocalText | null;
  readonly link?: string | null;
  readonly created_at: string;
  readonly read_at: string | null;
}

/** Tasks, flow runs, rule tests and notifications: the work that definitions make for people. */
export function workRoutes({ send }: Http) {
  return {
    tasks: (query: { state?: 'open' | 'done'; app?: string; record?: string } = {}) =>
      send<{ rows: readonly Task[] }>('GET', '/api/tasks', { query }),
    task: (id: string) => send<Task>('GET', path('api', 'tasks', id)),
    actOnTask: (id: string, action: TaskAction, body: JsonObject = {}) =>
      send<unknown>('POST', path('api', 'tasks', id, action), { json: body }),

    startRun: (app: string, flow: string, body: { record?: string; values?: RecordValues } = {}) =>
      send<Run>('POST', path('api', 'apps', app, 'flows', flow, 'runs'), { json: body }),
    runs: (app: string, query: { form?: string; record?: string; flow?: string } = {}) =>
      send<{ rows: readonly Run[] }>('GET', path('api', 'apps', app, 'runs'), { query }),
    run: (id: string) => send<Run>('GET', path('api', 'runs', id)),
    simulateFlow: (app: string, flow: string, body: JsonObject) =>
      send<JsonValue>('POST', `${path('api', 'apps', app, 'flows', flow)}:simulate`, { json: body }),

    testRule: (app: string, rule: string, body: JsonObject = {}) =>
      send<JsonValue>('POST', path('api', 'apps', app, 'rules', rule, 'test'), { json: body }),

    /** How many records the rows and gaps of a decision table, or of a draft of it, speak of. */
    tableCoverage: (app: string, rule: string, body: JsonObject = {}) =>
      send<JsonValue>('POST', path('api', 'apps', app, 'rules', rule, 'coverage'), { json: body }),
    /** What publishing a draft would change; the engine's `RuleImpact`. */
    ruleImpact: (app: string, rule: string, body: JsonObject) =>
      send<JsonValue>('POST', path('api', 'apps', app, 'rules', rule, 'impact'), { json: body }),
    /** The records behind one of its numbers; the engine's `ImpactRecords`. */
    ruleImpactRecords: (app: string, rule: string, body: JsonObject) =>
      send<JsonValue>('POST', path('api', 'apps', app, 'rules', rule, 'impact', 'records'), { json: body }),
    /** The circles of rules that a draft would be in; `circles` are the engine's `RuleCircle`. */
    ruleCircles: (app: string, rule: string, body: JsonObject) =>
      send<{ circles: JsonValue }>('POST', path('api', 'apps', app, 'rules', rule, 'circles'), { json: body }),

    /** Keeps what a rule comes to for a record, or what it should come to, as a case. */
    markRuleCase: (app: string, rule: string, body: JsonObject) =>
      send<{ id: string }>('POST', path('api', 'apps', app, 'rules', rule, 'cases'), { json: body }),
    removeRuleCase: (app: string, rule: string, id: string) =>
      send<void>('DELETE', path('api', 'apps', app, 'rules', rule, 'cases', id)),
    /** Which cases a draft passes; the engine's `CaseReport`. */
    runRuleCases: (app: string, rule: string, body: JsonObject) =>
      send<JsonValue>('POST', path('api', 'apps', app, 'rules', rule, 'cases', 'run'), { json: body }),

    /** The buttons of rules that one may press on records of a form. */
    ruleButtons: (app: string, form: string) =>
      send<{ rows: readonly RuleButton[] }>('GET', path('api', 'apps', app, 'forms', form, 'buttons')),
    /** `ran` is false where the rule's condition did not hold. */
    pressRuleButton: (app: string, form: string, record: string, rule: string) =>
      send<{ ran: boolean }>('POST', path('api', 'apps', app, 'records', form, record, 'buttons', rule), { json: {} }),

    notifications: () => send<{ rows: readonly Notification[] }>('GET', '/api/notifications'),
    readNotification: (id: string) => send<unknown>('POST', path('api', 'notifications', id, 'read'), { json: {} }),
  };
}
