import type { JsonValue } from '@tangram/schema';
import type { CommandDraft } from '../advance/command.ts';
import type { StepFact } from '../advance/fact.ts';
import { flowProblem } from '../errors.ts';
import type { Step, Turn } from '../node-type.ts';
import { type AssigneeRule, peopleQueries } from './assignee.ts';
import type { Person } from './people.ts';

/** The first turn of a step that is for people: asks who they are. */
export function askPeople(step: Step<{ readonly assignees: readonly AssigneeRule[] }>): Turn {
  const starter = step.start.starter?.['id'];
  const queries = peopleQueries(step.settings.assignees, step.record, typeof starter === 'string' ? starter : null);
  // Nothing to ask (an empty owner, say) is answered like an empty group.
  return queries.length === 0 ? askAdministrators : { commands: [{ kind: 'find-people', name: 'people', queries }] };
}

/**
 * The people of the answer, or the turn to take instead: an empty group or a person who left must not hold a process,
 * so the administrators are asked in their place; only when there is none of these either does the step fail.
 */
export function peopleAnswered(
  fact: StepFact,
): { readonly people: readonly Person[]; readonly instead: false } | { readonly instead: Turn } {
  const people = fact.kind === 'answer' ? personList(fact.value) : [];
  if (people.length > 0) return { people, instead: false };
  if (fact.name === 'people') return { instead: askAdministrators };
  return { instead: { fail: flowProblem('FLOW_NOBODY', '/assignees', { who: 'the list' }) } };
}

const askAdministrators: Turn = {
  commands: [
    { kind: 'find-people', name: 'administrators', queries: [{ type: 'administrators' }] } satisfies CommandDraft,
  ],
};

function personList(value: JsonValue): readonly Person[] {
  if (!Array.isArray(value)) return [];
  // The host answers `find-people` with these and nothing else.
  return value as unknown as readonly Person[];
}
