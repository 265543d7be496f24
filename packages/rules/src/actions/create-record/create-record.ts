import type { FormModel } from '@tangram/forms';
import type { JsonObject, Problem } from '@tangram/schema';
import { ruleProblem } from '../../errors.ts';
import type { ActionType } from '../action-type.ts';
import { doneWords } from '../done-words.ts';
import { checkFieldValues, compileFieldValues, type FieldValues, fieldValues, findForm } from '../values-of-record.ts';

interface CreateRecord extends JsonObject {
  readonly form: string;
  readonly fields: FieldValues & JsonObject['fields'];
  /** The field of the new record that refers to the record of the rule. */
  readonly link?: string;
}

/** Creates a record of any form of the application, with values from this one, and refers back to it. */
export const createRecord: ActionType<CreateRecord> = {
  type: 'create-record',
  title: { en: 'Create a record', zh: '新增记录' },
  description: {
    en: 'Create a record of another form, with values from this one.',
    zh: '用本记录的值新增另一表单的记录。',
  },
  icon: 'PlusCircleOutlined',
  stage: 'outside',
  settings: {
    type: 'object',
    required: ['form', 'fields'],
    additionalProperties: false,
    properties: {
      form: { type: 'string', format: 'tangram-key', title: { en: 'Form', zh: '表单' }, widget: 'form' },
      link: {
        type: 'string',
        format: 'tangram-key',
        title: { en: 'Refers to this record by', zh: '关联本记录的字段' },
        widget: 'other-field',
        accepts: ['reference'],
      },
      fields: fieldValues,
    },
  },
  initial: () => ({ form: '', fields: [] }),
  check(settings, context) {
    const problems: Problem[] = [];
    const other = findForm(settings.form, context, '/form', problems);
    if (other === null) return problems;
    problems.push(...checkFieldValues(settings.fields, other, context));
    if (settings.link !== undefined && !refersTo(other, settings.link, context.form)) {
      const [from, to] = [other.definition.form.title, context.form.definition.form.title];
      problems.push(ruleProblem('RULE_NOT_REFERRING', '/link', { form: from, field: settings.link, to }));
    }
    return problems;
  },
  sentence: ({ form }, names) =>
    names.language === 'zh' ? `新增一条${names.form(form)}` : `Create a ${names.form(form)}`,
  otherForm: (settings, form) => form.formNamed(settings.form),
  writes: () => [],
  compile(settings, context) {
    const other = findForm(settings.form, context, '', []);
    if (other === null) return { reads: [], constants: null, run: async () => {} };
    const { reads, valuesFrom } = compileFieldValues(settings.fields, other, context);
    const title = other.definition.form.title || other.key;
    return {
      reads,
      constants: null,
      async run(targets, { beyond }) {
        const rows = targets.map(({ id, environment }) => ({
          kind: 'create' as const,
          values: { ...valuesFrom(environment), ...(settings.link === undefined ? {} : { [settings.link]: id }) },
        }));
        const outcomes = await beyond.write(other.key, rows);
        for (const [index, target] of targets.entries()) {
          const outcome = outcomes[index];
          if (outcome === undefined) continue;
          if (outcome.saved)
            target.note(
              doneWords(
                (name) => `Created a ${name}`,
                (name) => `新增了一条${name}`,
                title,
              ),
            );
          else target.reportAll(outcome.problems);
        }
      },
    };
  },
};

function refersTo(other: FormModel, key: string, form: FormModel): boolean {
  const to = other.fields.get(key)?.references;
  return to !== undefined && to !== 'person' && to.app === form.app && to.form === form.key;
}
