import type { FeelType } from '@tangram/expression';

const text: FeelType = { type: 'text' };

/** What `form` says in the FEEL type of a reference to a person; no form can have this key. */
export const personForm = 'tangram.person';

/** A person in FEEL: `owner.name`, `owner.manager.email`. Columns of `tangram.person` under the same names. */
export const personType: FeelType & { readonly type: 'reference' } = {
  type: 'reference',
  form: personForm,
  members: () => personMembers,
};

const personMembers: { readonly [name: string]: FeelType } = {
  id: text,
  name: text,
  email: text,
  manager: personType,
};
