import type { FormDefinition, LocalText, RecordValues } from '@tangram/schema';
import { type Http, path } from './http.ts';

/** What a visitor without an account gets of a form. */
export interface PublicFormAnswer {
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly thanks?: LocalText;
  /** The form cut to the public fields. */
  readonly definition: FormDefinition;
  readonly fields: readonly string[];
}

export function publicFormRoutes({ send }: Http) {
  return {
    publicForm: (token: string) => send<PublicFormAnswer>('GET', path('public', 'forms', token)),
    submitPublicForm: (token: string, values: RecordValues) =>
      send<{ thanks?: LocalText }>('POST', path('public', 'forms', token), { json: { values } }),
    /** The link of a form's public page; null while it is not enabled. */
    publicLink: (app: string, form: string) =>
      send<{ token: string | null }>('GET', path('api', 'apps', app, 'forms', form, 'public-link')),
  };
}
