import type { Log } from '../log.ts';

/** An engine that has work to do in the background. */
export interface Background {
  /** Does what can be done now; 0 when there was nothing. */
  work(): Promise<number>;
  /** When something is due next, ISO 8601. */
  nextTimer(): Promise<string | null>;
}

/** The longest this process sleeps: what a lost wake or another process's death costs at most. */
const longestSleepMs = 2000;

/**
 * Keeps looking for work of an engine: at once after a commit of this process (`look`), when the next timer is due, and
 * every two seconds in any case.
 */
export class BackgroundWorker {
  readonly #engine: Background;
  readonly #name: string;
  readonly #log: Log;
  #isOpen = false;
  #isAsked = false;
  #wakeUp: (() => void) | undefined;
  #loop: Promise<void> = Promise.resolve();

  /** `name` says in the log whose work it is. */
  constructor(name: string, engine: Background, log: Log) {
    this.#name = name;
    this.#engine = engine;
    this.#log = log;
  }

  open(): void {
    this.#isOpen = true;
    this.#loop = this.#run();
  }

  /** There may be work now. */
  look(): void {
    this.#isAsked = true;
    this.#wakeUp?.();
  }

  /** Ends after what is under way. */
  async close(): Promise<void> {
    this.#isOpen = false;
    this.#wakeUp?.();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (this.#isOpen) {
      this.#isAsked = false;
      const done = await this.#work();
      if (done > 0 || this.#isAsked) continue;
      await this.#sleep();
    }
  }

  async #work(): Promise<number> {
    try {
      return await this.#engine.work();
    } catch (error) {
      // The database may be away for a moment; the next round finds everything as it was.
      this.#log.warn({ err: error }, `${this.#name} could not go on`);
      return 0;
    }
  }

  async #sleep(): Promise<void> {
    const next = await this.#engine.nextTimer().catch(() => null);
    const untilNext = next === null ? longestSleepMs : Math.max(0, Date.parse(next) - Date.now());
    if (!this.#isOpen || this.#isAsked) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(longestSleepMs, untilNext));
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = undefined;
  }
}
