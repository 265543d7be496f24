import type { LocalText } from '../language.ts';

/** `app.json`: the application itself. Its forms, flows, ... are files of their own beside it. */
export interface AppDefinition {
  readonly key: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  /** Name of an icon of the product's icon set. */
  readonly icon?: string;
  /** The application's one accent colour, `#rrggbb`. */
  readonly color?: string;
  /** Semantic version of the template this came from or is. */
  readonly version: string;
  readonly menu: readonly MenuItem[];
  /** Groups of people that rules and flows of this application speak of; made (empty) on installing. */
  readonly groups?: readonly { readonly key: string; readonly title: LocalText }[];
}

export type MenuItem =
  | { readonly type: 'form'; readonly form: string }
  | { readonly type: 'dashboard'; readonly dashboard: string }
  | { readonly type: 'report'; readonly report: string }
  | { readonly type: 'group'; readonly title: LocalText; readonly children: readonly MenuItem[] };
