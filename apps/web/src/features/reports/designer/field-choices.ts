import type { AppForMember } from '@tangram/client';
import { type FieldModel, type FormModel, modelForm } from '@tangram/forms';
import type { LocalText, ValueType } from '@tangram/schema';
import { textIn } from '@tangram/schema';

/** A field that can be dropped into a report: one of the form itself, or one step along a relation. */
export interface FieldChoice {
  /** `stage`, `account.sector`. */
  readonly path: string;
  readonly title: LocalText;
  readonly valueType: ValueType;
  readonly icon: string;
  readonly isPerson: boolean;
  readonly options: readonly { readonly value: string; readonly title: LocalText }[];
}

export interface FieldGroup {
  /** Null for the form's own fields; else the relation that leads to these. */
  readonly title: LocalText | null;
  readonly fields: readonly FieldChoice[];
}

/** The models of an application's forms, as far as the person may read them. */
export function formModels(app: AppForMember): ReadonlyMap<string, FormModel> {
  const models = new Map<string, FormModel>();
  for (const [key, { definition }] of Object.entries(app.forms)) {
    models.set(
      key,
      modelForm(
        app.app.key,
        key,
        definition,
        (otherApp, form) => (otherApp === app.app.key ? models.get(form) : undefined),
        () => Object.keys(app.forms),
      ),
    );
  }
  return models;
}

/** What can be dropped for a query over `form`: its fields, then those behind each of its relations. */
export function fieldGroups(form: FormModel): readonly FieldGroup[] {
  const own = [...form.fields.values()].filter(isOffered);
  const behind = own.flatMap((field): FieldGroup[] => {
    if (field.references === undefined || field.references === 'person') return [];
    const target = form.formNamed(`${field.references.app}/${field.references.form}`);
    if (target === undefined) return [];
    const fields = [...target.fields.values()].filter((other) => isOffered(other) && !other.isSystem);
    return [{ title: field.definition.title, fields: fields.map((other) => choice(other, field)) }];
  });
  return [{ title: null, fields: own.map((field) => choice(field)) }, ...behind];
}

/** The choice that a path of the query means; undefined for one that is no longer there. */
export function choiceAt(groups: readonly FieldGroup[], path: string): FieldChoice | undefined {
  return groups.flatMap((group) => group.fields).find((field) => field.path === path);
}

/** `id` and `version` are the platform's own, and what has no groups cannot be counted by. */
function isOffered(field: FieldModel): boolean {
  return field.key !== 'id' && field.key !== 'version' && field.valueType !== 'json';
}

function choice(field: FieldModel, relation?: FieldModel): FieldChoice {
  const options = field.definition.settings?.['options'];
  return {
    path: relation === undefined ? field.key : `${relation.key}.${field.key}`,
    title: relation === undefined ? field.definition.title : joined(relation.definition.title, field.definition.title),
    valueType: field.valueType,
    icon: field.type.icon,
    isPerson: field.references === 'person',
    options: Array.isArray(options) ? (options as readonly { value: string; title?: LocalText }[]).map(named) : [],
  };
}

function named({ value, title }: { readonly value: string; readonly title?: LocalText }) {
  return { value, title: title ?? value };
}

function joined(one: LocalText, other: LocalText): LocalText {
  const both = (language: string) => `${textIn(one, language)} · ${textIn(other, language)}`;
  return { en: both('en'), zh: both('zh') };
}
