import type { Browser } from 'playwright-core';
import { openVisitor, type Visitor, type VisitorOptions } from './browser.ts';

/** Everybody who came by in one test file, so that no console of any of them goes unread. */
export class Visitors {
  readonly #all: Visitor[] = [];
  readonly #browser: Browser;
  readonly #url: string;

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  async open(options: VisitorOptions = {}): Promise<Visitor> {
    const visitor = await openVisitor(this.#browser, this.#url, options);
    this.#all.push(visitor);
    return visitor;
  }

  /** What consoles said since the last time that no user should cause, those of closed pages too. */
  takeErrors(): string[] {
    return this.#all.flatMap((visitor) => visitor.errors.splice(0));
  }
}
