import type { Problem, RuleAction } from '@tangram/schema';
import type { CompiledAction } from '../actions/action-type.ts';
import { actionTypeNamed } from '../actions/index.ts';
import type { RuleContext } from './rule-context.ts';

export interface CompiledStep extends CompiledAction {
  readonly stage: 'record' | 'outside';
}

/** Compiles the actions that exist; `problems` gets what is wrong with the others. */
export function compileSteps(
  actions: readonly RuleAction[],
  context: RuleContext,
  problems: Problem[],
): CompiledStep[] {
  const steps: CompiledStep[] = [];
  for (const { type, settings } of actions) {
    const action = actionTypeNamed(type);
    if (action === undefined) continue;
    const found = action.check(settings, context);
    problems.push(...found);
    if (found.length === 0) steps.push({ ...action.compile(settings, context), stage: action.stage });
  }
  return steps;
}
