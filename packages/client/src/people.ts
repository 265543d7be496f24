import type { Language, LocalText } from '@tangram/schema';
import { type Http, path } from './http.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Null for those who may not see it. */
  readonly email: string | null;
  readonly manager: string | null;
  readonly department: string | null;
  readonly language: Language | null;
  readonly is_administrator: boolean;
  readonly is_active: boolean;
  /** The first and the last day away, both included, ISO 8601; no last day: until further notice. */
  readonly absent_from: string | null;
  readonly absent_until: string | null;
}

export type Absence = Pick<Person, 'absent_from' | 'absent_until'>;

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly manager?: string | null;
  readonly department?: string | null;
  readonly is_administrator?: boolean;
}

export interface PeopleGroup {
  readonly id: string;
  readonly key: string;
  readonly title: LocalText;
  /** The application that brought it; null for the workspace's own. */
  readonly app: string | null;
  /** Person ids, in the order of their turn. */
  readonly members: readonly string[];
}

export interface Department {
  readonly id: string;
  readonly title: LocalText;
  readonly parent: string | null;
  readonly head: string | null;
}

/** Who holds a role: exactly one of the three ids. */
export interface RoleMember {
  readonly person_id?: string | null;
  readonly group_id?: string | null;
  readonly department_id?: string | null;
}

export function peopleRoutes({ send }: Http) {
  return {
    people: () => send<{ rows: readonly Person[] }>('GET', '/api/people'),
    createPerson: (person: NewPerson) => send<Person>('POST', '/api/people', { json: person }),
    updatePerson: (id: string, changes: Partial<NewPerson> & Partial<Absence> & { is_active?: boolean }) =>
      send<Person>('PATCH', path('api', 'people', id), { json: changes }),

    groups: () => send<{ rows: readonly PeopleGroup[] }>('GET', '/api/groups'),
    createGroup: (group: { key?: string; title: LocalText; members?: readonly string[] }) =>
      send<PeopleGroup>('POST', '/api/groups', { json: group }),
    updateGroup: (id: string, changes: { title?: LocalText; members?: readonly string[] }) =>
      send<PeopleGroup>('PATCH', path('api', 'groups', id), { json: changes }),
    removeGroup: (id: string) => send<void>('DELETE', path('api', 'groups', id)),

    departments: () => send<{ rows: readonly Department[] }>('GET', '/api/departments'),
    createDepartment: (department: { title: LocalText; parent?: string | null; head?: string | null }) =>
      send<Department>('POST', '/api/departments', { json: department }),
    updateDepartment: (id: string, changes: { title?: LocalText; parent?: string | null; head?: string | null }) =>
      send<Department>('PATCH', path('api', 'departments', id), { json: changes }),
    removeDepartment: (id: string) => send<void>('DELETE', path('api', 'departments', id)),

    roleMembers: (app: string, role: string) =>
      send<{ rows: readonly RoleMember[] }>('GET', path('api', 'apps', app, 'roles', role, 'members')),
    saveRoleMembers: (app: string, role: string, members: readonly RoleMember[]) =>
      send<unknown>('PUT', path('api', 'apps', app, 'roles', role, 'members'), { json: { members } }),
  };
}
