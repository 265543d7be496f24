import type { JsonValue, Problem } from '@tangram/schema';
import type { Person } from '../people/people.ts';
import type { Address, FlowStart } from './state.ts';

/** Something that happened outside the run. `at` is ISO 8601. All a run learns, it learns from these. */
export type Fact =
  | { readonly kind: 'start'; readonly at: string; readonly start: FlowStart }
  | ({ readonly kind: 'timer'; readonly at: string; readonly name: string } & Address)
  | ({ readonly kind: 'task'; readonly at: string; readonly name: string } & Address & Decision)
  /** The seat was handed to somebody else. */
  | ({
      readonly kind: 'transfer';
      readonly at: string;
      readonly name: string;
      readonly by: Person;
      readonly to: Person;
    } & Address)
  /** A command was carried out in the same transaction; it happens at the moment of the fact before it. */
  | ({ readonly kind: 'answer'; readonly name: string; readonly value: JsonValue } & Address)
  | ({ readonly kind: 'refused'; readonly name: string; readonly problem: Problem } & Address)
  /** A person lets a stuck token try again, or moves it on by an output of its node. */
  | { readonly kind: 'retry'; readonly at: string; readonly token: number; readonly by: Person }
  | { readonly kind: 'skip'; readonly at: string; readonly token: number; readonly output: string; readonly by: Person }
  | { readonly kind: 'cancel'; readonly at: string; readonly by: Person | null }
  /** Nothing new: the step budget of the last transaction was used up. */
  | { readonly kind: 'go-on'; readonly at: string };

/** What a person decided about one task. */
export interface Decision {
  readonly action: string;
  readonly by: Person;
  readonly comment: string | null;
}

/** A fact that one visit of one node waits for. */
export type StepFact = Exclude<Extract<Fact, Address>, { kind: 'transfer' }>;
