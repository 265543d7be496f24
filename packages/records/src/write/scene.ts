import { type FeelValue, toFeel, userType } from '@tangram/expression';
import type { FormEnvironment } from '@tangram/forms';
import type { JsonObject, Language } from '@tangram/schema';
import type { Actor, Channel } from '../actor.ts';
import type { Catalog } from '../catalog.ts';
import { workCalendarOf } from '../work-calendar.ts';
import type { Draft } from './draft.ts';

/** What is the same for every row of one write. */
export interface WriteScene {
  readonly actor: Actor;
  readonly catalog: Catalog;
  readonly now: Date;
  readonly language: Language;
  readonly zone: string;
  /** The clock, the zone and `user`, for the form's expressions. */
  readonly environment: FormEnvironment;
  /** People and programs on their behalf are held to the form's conditions; rules and flows are not. */
  readonly isHuman: boolean;
  /** What expressions of the form read through the record's references, as far as it was loaded. */
  membersOf(draft: Draft): { readonly [field: string]: JsonObject };
  setMembers(draft: Draft, members: { readonly [field: string]: JsonObject }): void;
}

export function makeScene(actor: Actor, catalog: Catalog, now: Date): WriteScene {
  const members = new WeakMap<Draft, { readonly [field: string]: JsonObject }>();
  const { language, zone } = catalog.workspace;
  return {
    actor,
    catalog,
    now,
    language,
    zone,
    environment: { now, zone, calendar: workCalendarOf(catalog.workspace), variables: { user: userOf(actor) } },
    isHuman: humanChannels.has(actor.channel),
    membersOf: (draft) => members.get(draft) ?? nothing,
    setMembers: (draft, loaded) => void members.set(draft, loaded),
  };
}

const nothing = {};
const humanChannels: ReadonlySet<Channel> = new Set(['person', 'import', 'api-key', 'public']);

/** The variable `user`; null when nobody is signed in. */
export function userOf(actor: Actor): FeelValue {
  if (actor.userId === null) return null;
  return toFeel(
    {
      id: actor.userId,
      name: actor.name,
      email: actor.email ?? null,
      manager: actor.manager ?? null,
      department: actor.departments[0] ?? null,
      groups: actor.groups,
      roles: actor.roles.map((role) => role.role),
    },
    userType,
  );
}
