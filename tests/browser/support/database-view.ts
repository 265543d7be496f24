import pg from 'pg';

/** What a DBA sees beside the people: the journey asks the database what really stands there. */
export class DatabaseView {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async rows(statement: string, values: readonly unknown[] = []): Promise<object[]> {
    const client = new pg.Client({ connectionString: this.#url });
    await client.connect();
    try {
      return (await client.query<object>(statement, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Asks until the answer has this many rows: what happens behind the screen ends when it ends. Throws after 15 s. */
  async untilCount(count: number, statement: string, values: readonly unknown[] = []): Promise<void> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const { length } = await this.rows(statement, values);
      if (length === count) return;
      if (Date.now() > deadline) throw new Error(`${length} instead of ${count} rows of: ${statement}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Nobody waits a day for a test: what is due tomorrow becomes due now. */
  async aDayPasses(): Promise<void> {
    await this.rows(`update flow.timer set due_at = due_at - interval '1 day' where state = 'pending'`);
  }
}
