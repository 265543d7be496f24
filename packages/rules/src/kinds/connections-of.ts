import type { RuleAction, RuleDefinition } from '@tangram/schema';
import { actionTypeNamed } from '../actions/index.ts';
import { ruleKindNamed } from './index.ts';

/**
 * The connections that the actions of a rule send through, by key, each once; of a document that is no rule, or of no
 * right shape, none. Connections belong to the workspace: an application may be installed before they are made.
 */
export function connectionsOf(document: unknown): string[] {
  if (document === null || typeof document !== 'object') return [];
  const rule = document as RuleDefinition;
  const places = ruleKindNamed(rule.type)?.actions(rule) ?? [];
  const keys = places.flatMap(({ actions }) =>
    (Array.isArray(actions) ? actions : []).flatMap((action: Partial<RuleAction> | null) => {
      const key: unknown = actionTypeNamed(action?.type ?? '')?.connection?.(action?.settings ?? {});
      return typeof key === 'string' && key !== '' ? [key] : [];
    }),
  );
  return [...new Set(keys)];
}
