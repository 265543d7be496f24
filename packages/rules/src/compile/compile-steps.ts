import type { Aggregate } from '@tangram/expression';
import type { Problem, RuleAction } from '@tangram/schema';
import type { CompiledAction } from '../actions/action-type.ts';
import { actionTypeNamed } from '../actions/index.ts';
import type { RuleContext } from './rule-context.ts';

export interface CompiledStep extends CompiledAction {
  readonly stage: 'record' | 'outside';
  /** The counts over related records that its expressions ask for. */
  readonly aggregates: readonly Aggregate[];
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
    if (found.length > 0) continue;
    const counted = new Map<string, Aggregate>();
    const compiled = action.compile(settings, { ...context, counted });
    steps.push({ ...compiled, stage: action.stage, aggregates: [...counted.values()] });
  }
  return steps;
}
