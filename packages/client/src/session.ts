import type { Language } from '@tangram/schema';
import type { Http } from './http.ts';
import type { Absence } from './people.ts';

export interface Workspace {
  /** IANA name. */
  readonly zone: string;
  /** ISO day on which a week begins. */
  readonly weekStart: 1 | 6 | 7;
  readonly language: Language;
  /** ISO 4217. */
  readonly currency: string;
  /** Days that are worked: Monday to Friday when missing, or with China's public holidays and make-up days. */
  readonly calendar?: 'weekdays' | 'china';
}

/** The signed-in person and the workspace as they see it. */
export interface Me extends Absence {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language | null;
  readonly isAdministrator: boolean;
  readonly workspace: Workspace;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export function sessionRoutes({ send }: Http) {
  return {
    /** Whether the first person (the owner) is still to be created, and whether this caller is signed in. */
    setup: () => send<{ needed: boolean; signedIn: boolean }>('GET', '/api/setup'),
    setUp: (owner: Credentials & { name: string; language?: Language; zone?: string }) =>
      send<unknown>('POST', '/api/setup', { json: owner }),
    signIn: (credentials: Credentials) => send<unknown>('POST', '/api/session', { json: credentials }),
    signOut: () => send<void>('DELETE', '/api/session'),
    me: () => send<Me>('GET', '/api/me'),
    saveMe: (changes: { language?: Language; name?: string } & Partial<Absence>) =>
      send<unknown>('PATCH', '/api/me', { json: changes }),
  };
}
