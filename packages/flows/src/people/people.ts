/** Whom a step asks, as a question to the organisation. Field values are already looked up: `of` and `id` are person ids. */
export type PeopleQuery =
  | { readonly type: 'person'; readonly id: string }
  | { readonly type: 'manager'; readonly of: string }
  | { readonly type: 'group'; readonly group: string }
  | { readonly type: 'role'; readonly role: string }
  | { readonly type: 'administrators' };

export interface Person {
  readonly id: string;
  readonly name: string;
}

/**
 * The organisation as flows ask about it; the server hands in one that reads the tables, the simulator one that reads
 * the case. Only active people are ever answered.
 */
export interface People {
  /** The people of all queries, each once, in the order of the queries. `app` owns the groups and roles named. */
  find(app: string, queries: readonly PeopleQuery[]): Promise<readonly Person[]>;
}
