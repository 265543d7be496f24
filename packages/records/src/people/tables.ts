import type { LocalText } from '@tangram/schema';
import type { Generated } from 'kysely';

/** The platform's tables of people, for kysely. */
export type PeopleTables = {
  'tangram.person': {
    id: string;
    name: string;
    email: string | null;
    manager: string | null;
    department: string | null;
    language: string | null;
    zone: string | null;
    is_administrator: Generated<boolean>;
    is_active: Generated<boolean>;
    absent_from: string | null;
    absent_until: string | null;
    created_at: Date;
  };
  'tangram.department': { id: string; title: LocalText; parent: string | null; head: string | null };
  'tangram.people_group': { id: string; key: string; title: LocalText; app: string | null };
  'tangram.people_group_member': { group_id: string; person_id: string; position: number };
  'tangram.role_grant': {
    id: string;
    app: string;
    role: string;
    person_id: string | null;
    group_id: string | null;
    department_id: string | null;
  };
};
