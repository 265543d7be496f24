import type { CaseReport } from '@tangram/rules';
import type { JsonObject, RuleDefinition } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../../app/client.ts';
import { keys } from '../../../app/query-keys.ts';

/** The name of everything about the cases of a rule; what marks or removes one makes it stale. */
export const caseKeys = (app: string, rule: string) => keys.definitions(app, 'rule cases', rule);

/** How the cases of a rule do under a draft. */
export function useCaseReport(app: string, ruleKey: string, rule: RuleDefinition) {
  return useQuery({
    queryKey: [...caseKeys(app, ruleKey), rule],
    // The route answers what the engine's `runCases` returns.
    queryFn: async () =>
      (await client.work.runRuleCases(app, ruleKey, {
        definition: rule as unknown as JsonObject,
      })) as unknown as CaseReport,
    retry: false,
    staleTime: 0,
  });
}
