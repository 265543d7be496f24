import type { LocalText } from '@tangram/schema';
import type { Person } from '../people/people.ts';

/** One seat at a step of a run: something that one person is asked to do. */
export interface Task {
  readonly id: string;
  /** `approval` when it can be approved, else `task`. */
  readonly kind: 'task' | 'approval';
  readonly title: LocalText;
  readonly body: LocalText | null;
  readonly app: string;
  readonly form: string;
  /** The record it is about; its title is null when the record has none or is in the trash. */
  readonly record: { readonly id: string; readonly title: string | null };
  readonly flow: string;
  readonly flow_title: LocalText;
  /** Id of the flow's step, and its title. */
  readonly node: string;
  readonly node_title: LocalText;
  readonly run: string;
  /** `closed`: somebody else acted, or the flow has moved on. */
  readonly state: 'open' | 'done' | 'closed';
  /** What can be done with it. */
  readonly actions: readonly string[];
  /** Those actions that need a comment. */
  readonly explained: readonly string[];
  readonly assignee: { readonly id: string; readonly title: string };
  readonly due_at: string | null;
  readonly created_at: string;
  readonly outcome: string | null;
  readonly comment: string | null;
  readonly handled_by: Person | null;
  readonly handled_at: string | null;
}
