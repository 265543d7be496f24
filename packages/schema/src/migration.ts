/** One numbered, all-or-nothing change of the platform's own tables; never edited once released. */
export interface Migration {
  /** `records-0001-people`: engine, number within it, what it is about. Names are unique and run in list order. */
  readonly name: string;
  /** Any number of statements of PostgreSQL 15 or later. */
  readonly sql: string;
}
