import { newForm } from '@tangram/forms';
import { ruleKindOf } from '@tangram/rules';
import { type DefinitionKind, type Definitions, keyFrom, type RuleDefinition } from '@tangram/schema';
import { client } from '../../app/client.ts';

/** The kinds that can be made from a name (and, for some, a form). */
export type CreatableKind = Exclude<DefinitionKind, 'app'>;

export interface Beginning {
  readonly kind: CreatableKind;
  readonly title: string;
  /** The form it is about, for flows, rules and reports. */
  readonly form?: string;
  readonly ruleType?: RuleDefinition['type'];
}

/** The kinds that are about one form. */
export const kindsAboutForm: ReadonlySet<CreatableKind> = new Set(['flow', 'rule', 'report']);

/** Saves the first draft of a definition; returns its key, made from the title. */
export async function createDefinition(app: string, beginning: Beginning): Promise<string> {
  const { rows } = await client.apps.definitions(app);
  const taken = new Set(rows.filter((row) => row.kind === beginning.kind).map((row) => row.key));
  const key = keyFrom(beginning.title, taken, beginning.kind);
  await client.apps.saveDraft(app, beginning.kind, key, { definition: firstDraft(beginning) });
  return key;
}

/** The folder of a kind in the address of its designer. */
export function designerPath(app: string, kind: CreatableKind, key: string): string {
  return `/apps/${encodeURIComponent(app)}/design/${kind}s/${encodeURIComponent(key)}`;
}

export function firstDraft({ kind, title, form = '', ruleType = 'event' }: Beginning): Definitions[CreatableKind] {
  switch (kind) {
    case 'form':
      return newForm(title);
    case 'flow':
      return { title, form, enabled: true, nodes: [], edges: [] };
    case 'rule':
      return ruleKindOf({ type: ruleType }).initial(form, title);
    case 'report':
      return { title, query: { form, measures: [{ key: 'count', aggregate: 'count' }] }, chart: { type: 'table' } };
    case 'dashboard':
      return { title, tiles: [] };
    case 'role':
      return { title, forms: {} };
  }
}
