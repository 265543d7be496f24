import { type Expression, printExpression } from '@tangram/expression';
import type { FieldModel, FormModel } from '@tangram/forms';
import { type Language, languages, type LocalText, textIn } from '@tangram/schema';

/** A condition as people say it, in every language: `Source is "Website"`, `客户来源是“官网”`. */
export function conditionWords(expression: Expression, form: FormModel): LocalText {
  return Object.fromEntries(
    languages.map((language) => [
      language,
      printExpression(expression, 'sentence', {
        language,
        titleOf: (path) => titleAt(form, path, language),
        labelOf: (path, value) => labelAt(form, path, value, language),
      }),
    ]),
  );
}

function titleAt(form: FormModel, path: string, language: Language): string | undefined {
  const list = form.lists().get(path);
  if (list !== undefined) return textIn(list.title, language) || list.name;
  const steps = stepsOf(form, path);
  if (steps === undefined) return undefined;
  const titles = steps.map((field) => textIn(field.definition.title, language) || field.key);
  if (path.startsWith('previous.')) titles.unshift(language === 'zh' ? '修改前' : 'Before');
  return titles.join(language === 'zh' ? '的' : ' › ');
}

function labelAt(form: FormModel, path: string, value: unknown, language: Language): string | undefined {
  const options = stepsOf(form, path)?.at(-1)?.definition.settings?.['options'];
  if (!Array.isArray(options)) return undefined;
  const option = (options as readonly { value: string; title?: LocalText }[]).find((one) => one.value === value);
  const label = textIn(option?.title, language);
  return label === '' ? undefined : language === 'zh' ? `“${label}”` : `"${label}"`;
}

/**
 * The fields that a path walks through, `activity[].done` from a related record on; undefined where it leaves the forms,
 * as `user.name` does.
 */
function stepsOf(form: FormModel, given: string): FieldModel[] | undefined {
  const [list, ofRecord] = given.split('[].');
  let model: FormModel | undefined = ofRecord === undefined ? form : form.lists().get(list ?? '')?.form;
  const path = ofRecord ?? given;
  const fields: FieldModel[] = [];
  for (const step of path.replace(/^previous\./, '').split('.')) {
    const field: FieldModel | undefined = model?.fields.get(step);
    if (field === undefined) return undefined;
    fields.push(field);
    const to: FieldModel['references'] = field.references;
    model = to === undefined || to === 'person' ? undefined : form.formNamed(`${to.app}/${to.form}`);
  }
  return fields;
}
