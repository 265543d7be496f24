import type { Language, Sentence } from '@tangram/schema';

/** How a change or question reached the engine; kept in history. */
export type Channel = 'person' | 'flow' | 'rule' | 'import' | 'api-key' | 'public' | 'system';

/**
 * Who acts. Made by `People.actor` for a signed-in person; flows, rules and the system make their own with
 * `systemActor`. Plain data: grants are looked up in the catalog each time, so a changed role counts at once.
 */
export interface Actor {
  /** `tangram.person.id`; null for visitors and for the system itself. */
  readonly userId: string | null;
  readonly name: string;
  readonly email?: string | null;
  readonly channel: Channel;
  /** Key of the flow or rule that acts, `crm/new_lead`. */
  readonly origin?: string;
  /** Sees and changes everything; still bound by validation. */
  readonly isAdministrator: boolean;
  readonly roles: readonly { readonly app: string; readonly role: string }[];
  /** Departments one belongs to or heads. */
  readonly departments: readonly string[];
  /** The same and every department below them. */
  readonly departmentsBelow: readonly string[];
  /** Keys of the groups of people one is in. */
  readonly groups: readonly string[];
  /** One's manager, directly or as head of the department. */
  readonly manager?: string | null;
  /** How many rules or flows caused one another up to here; the engines bound it. */
  readonly depth?: number;
}

/** The platform acting by itself, or a flow or rule (`origin`) acting with all rights. */
export function systemActor(
  channel: Channel = 'system',
  options: { name?: string; origin?: string; depth?: number } = {},
): Actor {
  return {
    userId: null,
    name: options.name ?? 'Tangram',
    channel,
    isAdministrator: true,
    roles: [],
    departments: [],
    departmentsBelow: [],
    groups: [],
    ...(options.origin === undefined ? {} : { origin: options.origin }),
    ...(options.depth === undefined ? {} : { depth: options.depth }),
  };
}

/** A visitor of a public form page: may only create, and only the fields the form publishes. Named in the workspace's language. */
export function publicActor(language: Language = 'en'): Actor {
  const name: Sentence = { en: 'Visitor', zh: '访客' };
  return { ...systemActor('public', { name: name[language] }), isAdministrator: false };
}
