import { type FeelType, relatedList } from '@tangram/expression';
import { type LocalText, textIn } from '@tangram/schema';
import type { FieldModel, FormModel } from './form-model.ts';

/** The records of a form of the same application that refer to a record by one of their fields. */
export interface RelatedListModel {
  /** In expressions: `activity`. */
  readonly name: string;
  /** `Activity`, or `Activity (by Account)` where several of its fields refer here. */
  readonly title: LocalText;
  readonly form: FormModel;
  readonly field: FieldModel;
  readonly feelType: FeelType;
}

/**
 * The lists of records that refer to `form`, by their names in expressions: the key of their form when only one of its
 * fields refers here (`activity`), else the form and the field (`activity_by_account`). A field of `form` with the same
 * name wins: then the list goes by its longer name, and when that is taken too it has none.
 */
export function relatedLists(form: FormModel, others: Iterable<FormModel>): ReadonlyMap<string, RelatedListModel> {
  const lists = new Map<string, RelatedListModel>();
  for (const other of others) {
    const referring = [...other.fields.values()].filter((field) => refersTo(field, form));
    for (const field of referring) {
      const long = `${other.key}_by_${field.key}`;
      const names = referring.length === 1 ? [other.key, long] : [long];
      const name = names.find((each) => !form.fields.has(each) && !lists.has(each) && !spoken.has(each));
      if (name !== undefined)
        lists.set(name, {
          name,
          title: titleOf(name, other, field),
          form: other,
          field,
          feelType: listType(other, field),
        });
    }
  }
  return lists;
}

/** Variables of rules and filters, which would hide a list of the same name. */
const spoken = new Set(['user', 'previous', 'event']);

function refersTo({ references, valueType }: FieldModel, form: FormModel): boolean {
  if (references === undefined || references === 'person' || valueType !== 'reference') return false;
  return references.app === form.app && references.form === form.key;
}

function titleOf(name: string, form: FormModel, field: FieldModel): LocalText {
  const { title } = form.definition.form;
  if (name === form.key) return title;
  const by = field.definition.title;
  return {
    en: `${textIn(title, 'en') || form.key} (by ${textIn(by, 'en') || field.key})`,
    zh: `${textIn(title, 'zh') || form.key}（经由${textIn(by, 'zh') || field.key}）`,
  };
}

function listType(form: FormModel, field: FieldModel): FeelType {
  const record: FeelType = {
    type: 'reference',
    form: `${form.app}/${form.key}`,
    members: () => form.scopeWithLists({}).variables,
  };
  return relatedList(record, { app: form.app, form: form.key, field: field.key });
}
