import type { RuleDefinition } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { ruleKinds } from '../kinds/index.ts';
import type { PublishedRule } from '../kinds/rule-kind.ts';

/** Lets every kind do what follows from a publication: a card that changed its kind is gone for the one it had. */
export async function rulePublished(
  trx: Kysely<unknown>,
  { before, after, ...change }: PublishedRule<RuleDefinition>,
): Promise<void> {
  for (const kind of ruleKinds) {
    const own = {
      ...(before?.type === kind.type ? { before } : {}),
      ...(after?.type === kind.type ? { after } : {}),
    };
    if (Object.keys(own).length > 0) await kind.published?.(trx, { ...change, ...own });
  }
}
