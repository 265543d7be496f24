import type { FormModel } from '@tangram/forms';
import type { AppModel, Language } from '@tangram/schema';

/**
 * Everything published, ready to be asked. One object per state of the definitions: a publish makes a new catalog, so
 * whatever is derived from one may be cached with the catalog as its key.
 */
export interface Catalog {
  readonly form: (app: string, form: string) => FormModel | undefined;
  app(key: string): AppModel | undefined;
  apps(): Iterable<AppModel>;
  readonly workspace: Workspace;
  readonly version: string;
}

/** Settings of the whole deployment that change the meaning of data. */
export interface Workspace {
  /** IANA time zone in which days are cut, `Asia/Shanghai`. */
  readonly zone: string;
  /** ISO day on which a week begins: Monday, Saturday or Sunday. */
  readonly weekStart: 1 | 6 | 7;
  readonly language: Language;
  /** ISO 4217. */
  readonly currency: string;
  /** Days that are worked: Monday to Friday when missing, or with China's public holidays and make-up days. */
  readonly calendar?: 'weekdays' | 'china';
}

export interface Clock {
  now(): Date;
}

/** Makes a uuid v7. */
export type NewId = () => string;
