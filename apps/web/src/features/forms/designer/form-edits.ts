import { deletedAtColumn, fieldTypeNamed, systemFields } from '@tangram/forms';
import {
  type FieldDefinition,
  type FieldSchema,
  type FormCondition,
  type FormDefinition,
  type FormSettings,
  keyFrom,
  type Language,
  type LayoutNode,
  type LocalText,
  textIn,
} from '@tangram/schema';
import {
  insertNode,
  type Layout,
  moveNode,
  type NodePath,
  nodeAt,
  type Place,
  pathOfField,
  removeNode,
  replaceNode,
  type SectionNode,
} from './layout-tree.ts';

/** Every edit is a function from a form to a form; the store makes commands of them. */
export type FormEdit = (form: FormDefinition) => FormDefinition;

/** A new field of `type` at a place; `key` must be free. */
export function addField(key: string, type: string, place: Place, language: Language): FormEdit {
  return (form) => {
    const fieldType = fieldTypeNamed(type);
    if (fieldType === undefined) return form;
    const settings = fieldType.startSettings?.(language);
    return withField(
      { type, title: fieldType.title, ...(settings === undefined ? {} : { settings }) },
      key,
      insertNode(form.form.layout, place, { type: 'field', field: key }),
    )(form);
  };
}

/** A field that was taken out comes back under its key, at the end. */
export function restoreField(key: string, schema: FieldSchema): FormEdit {
  return (form) => withField(schema.field, key, [...form.form.layout, { type: 'field', field: key }])(form);
}

export function duplicateField(key: string, copyKey: string, title: (title: LocalText) => LocalText): FormEdit {
  return (form) => {
    const field = form.properties[key]?.field;
    const path = pathOfField(form.form.layout, key);
    const node = path === undefined ? undefined : nodeAt(form.form.layout, path);
    if (field === undefined || path === undefined || node === undefined) return form;
    const place = { parent: path.slice(0, -1), index: (path.at(-1) as number) + 1 };
    const { unique: _, ...rest } = field;
    return withField(
      { ...rest, title: title(field.title) },
      copyKey,
      insertNode(form.form.layout, place, { ...node, field: copyKey } as LayoutNode),
    )(form);
  };
}

export function addSection(title: LocalText, place: Place): FormEdit {
  return withLayout((layout) => insertNode(layout, place, { type: 'section', title, columns: 2, children: [] }));
}

export function moveTo(from: NodePath, to: Place): FormEdit {
  return withLayout((layout) => moveNode(layout, from, to));
}

/** The section goes; what stood in it takes its place. */
export function removeSection(path: NodePath): FormEdit {
  return withLayout((layout) => {
    const node = nodeAt(layout, path);
    if (node?.type !== 'section') return layout;
    return insertNode(
      removeNode(layout, path),
      { parent: path.slice(0, -1), index: path.at(-1) as number },
      ...node.children,
    );
  });
}

/** Takes a field out of the form and out of everything that named it. */
export function removeField(key: string): FormEdit {
  return (form) => {
    const { [key]: gone, ...properties } = form.properties;
    if (gone === undefined) return form;
    const path = pathOfField(form.form.layout, key);
    const { titleField, stageField, conditions, public: page, views, ...settings } = form.form;
    return {
      ...form,
      properties,
      ...(form.required === undefined ? {} : { required: form.required.filter((other) => other !== key) }),
      form: {
        ...settings,
        layout: path === undefined ? form.form.layout : removeNode(form.form.layout, path),
        ...(titleField === undefined || titleField === key ? {} : { titleField }),
        ...(stageField === undefined || stageField === key ? {} : { stageField }),
        ...(conditions === undefined ? {} : { conditions: conditionsWithout(conditions, key) }),
        ...(page === undefined ? {} : { public: { ...page, fields: page.fields.filter((other) => other !== key) } }),
        ...(views === undefined
          ? {}
          : {
              views: views.map((view) => ({ ...view, columns: view.columns.filter((column) => column.field !== key) })),
            }),
      },
    };
  };
}

/** Members of a field's definition; undefined takes one away. */
export function setField(
  key: string,
  changes: { readonly [Name in keyof FieldDefinition]?: FieldDefinition[Name] | undefined },
): FormEdit {
  return (form) => {
    const schema = form.properties[key];
    if (schema === undefined) return form;
    return { ...form, properties: { ...form.properties, [key]: { ...schema, field: changed(schema.field, changes) } } };
  };
}

export function setRequired(key: string, isRequired: boolean): FormEdit {
  return (form) => {
    const others = (form.required ?? []).filter((other) => other !== key);
    return { ...form, required: isRequired ? [...others, key] : others };
  };
}

export function setFormSettings(
  changes: { readonly [Name in keyof FormSettings]?: FormSettings[Name] | undefined },
): FormEdit {
  return (form) => ({ ...form, form: changed(form.form, changes) });
}

export function setSection(
  path: NodePath,
  changes: { readonly title?: LocalText | undefined; readonly columns?: number },
): FormEdit {
  return withLayout((layout) => {
    const node = nodeAt(layout, path);
    return node?.type === 'section' ? replaceNode(layout, path, changed<SectionNode>(node, changes)) : layout;
  });
}

/** How many columns of its section a field takes. */
export function setSpan(key: string, span: number): FormEdit {
  return withLayout((layout) => {
    const path = pathOfField(layout, key);
    return path === undefined
      ? layout
      : replaceNode(layout, path, span === 1 ? { type: 'field', field: key } : { type: 'field', field: key, span });
  });
}

/** The condition under which a field is shown, required or read-only; undefined takes it away. A field has one of each. */
export function setCondition(key: string, effect: FormCondition['effect'], when: string | undefined): FormEdit {
  return (form) => {
    const others = conditionsWithout(form.form.conditions ?? [], key, effect);
    const conditions = when === undefined ? others : [...others, { effect, when, fields: [key] }];
    return { ...form, form: changed(form.form, { conditions: conditions.length === 0 ? undefined : conditions }) };
  };
}

/** Gives a field another key, wherever the form names it. Not for published fields: their key is a column. */
export function renameKey(key: string, next: string): FormEdit {
  const renamed = (other: string) => (other === key ? next : other);
  const inLayout = (layout: Layout): Layout =>
    layout.map((node) =>
      node.type === 'field' ? { ...node, field: renamed(node.field) } : { ...node, children: inLayout(node.children) },
    );
  return (form) => {
    const { titleField, stageField, conditions, public: page, views } = form.form;
    return {
      ...form,
      properties: Object.fromEntries(
        Object.entries(form.properties).map(([other, schema]) => [renamed(other), schema]),
      ),
      ...(form.required === undefined ? {} : { required: form.required.map(renamed) }),
      form: {
        ...form.form,
        layout: inLayout(form.form.layout),
        ...(titleField === undefined ? {} : { titleField: renamed(titleField) }),
        ...(stageField === undefined ? {} : { stageField: renamed(stageField) }),
        ...(conditions === undefined
          ? {}
          : { conditions: conditions.map((one) => ({ ...one, fields: one.fields.map(renamed) })) }),
        ...(page === undefined ? {} : { public: { ...page, fields: page.fields.map(renamed) } }),
        ...(views === undefined
          ? {}
          : {
              views: views.map((view) => ({
                ...view,
                columns: view.columns.map((column) => ({ ...column, field: renamed(column.field) })),
              })),
            }),
      },
    };
  };
}

/** Keys a new field may not take: those in use, those of every form, and those whose values still lie in the trash. */
export function takenKeys(form: FormDefinition, alsoTaken: Iterable<string>): Set<string> {
  return new Set([
    ...Object.keys(form.properties),
    ...systemFields.map((field) => field.key),
    deletedAtColumn.key,
    'user',
    ...alsoTaken,
  ]);
}

/** The key that a label makes: what the table's column will be called. */
export function keyForTitle(title: LocalText, language: Language, taken: ReadonlySet<string>): string {
  return keyFrom(textIn(title, language), taken);
}

/** Whether an expression of the form might name the field; then its key must stay. */
export function isNamedInExpressions(form: FormDefinition, key: string): boolean {
  const texts = [
    ...Object.values(form.properties).flatMap(({ field }) => [field.default, field.formula]),
    ...(form.form.conditions ?? []).map((condition) => condition.when),
    ...(form.form.views ?? []).map((view) => view.filter),
  ];
  return texts.some((text) => text?.includes(key) === true);
}

function withField(field: FieldDefinition, key: string, layout: Layout): FormEdit {
  return (form) => ({ ...form, properties: { ...form.properties, [key]: { field } }, form: { ...form.form, layout } });
}

function withLayout(change: (layout: Layout) => Layout): FormEdit {
  return (form) => {
    const layout = change(form.form.layout);
    return layout === form.form.layout ? form : { ...form, form: { ...form.form, layout } };
  };
}

function conditionsWithout(
  conditions: readonly FormCondition[],
  key: string,
  effect?: FormCondition['effect'],
): FormCondition[] {
  return conditions
    .map((condition) =>
      effect !== undefined && condition.effect !== effect
        ? condition
        : { ...condition, fields: condition.fields.filter((field) => field !== key) },
    )
    .filter((condition) => condition.fields.length > 0);
}

/** `target` with the changes; a member set to undefined is gone. */
function changed<Target extends object>(
  target: Target,
  changes: { readonly [Name in keyof Target]?: Target[Name] | undefined },
): Target {
  return Object.fromEntries(
    Object.entries({ ...target, ...changes }).filter(([, value]) => value !== undefined),
  ) as Target;
}
