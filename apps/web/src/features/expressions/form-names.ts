import type { FormModel } from '@tangram/forms';
import { languages, type LocalText, textIn } from '@tangram/schema';
import type { ConditionNames, ConditionOption } from './condition-field.ts';

/**
 * Titles and options of a form's fields for expressions, also below `previous` (the record before the change). `formNamed`
 * finds the forms that references lead to; without it their fields keep their keys.
 */
export function formNames(
  form: FormModel,
  language: string,
  formNamed?: (app: string, form: string) => FormModel | undefined,
): ConditionNames {
  const find = (path: string) => {
    const [first = '', ...rest] = path.split('.');
    let model: FormModel | undefined = form;
    let field = form.fields.get(first);
    const titles: LocalText[] = [];
    if (first === 'previous' && field === undefined) {
      titles.push(before);
      field = form.fields.get(rest.shift() ?? '');
    }
    if (field === undefined) return undefined;
    titles.push(field.definition.title);
    for (const step of rest) {
      const to: { readonly app: string; readonly form: string } | undefined =
        typeof field?.references === 'object' ? field.references : undefined;
      model = to === undefined ? undefined : formNamed?.(to.app, to.form);
      field = model?.fields.get(step);
      if (field === undefined) return undefined;
      titles.push(field.definition.title);
    }
    return { field, titles };
  };
  const titlesOf = (path: string) => find(path)?.titles ?? personTitles(path) ?? eventTitles(path);
  return {
    titleOf: (path) => joined(titlesOf(path), language),
    wordsOf: (path) => languages.map((each) => joined(titlesOf(path), each) ?? ''),
    optionsOf: (path) => optionsIn(find(path)?.field.definition.settings?.['options'], language),
  };
}

function joined(titles: readonly LocalText[] | undefined, language: string): string | undefined {
  return titles?.map((title) => textIn(title, language)).join(language === 'zh' ? '的' : ' › ');
}

const before: LocalText = { en: 'Before', zh: '修改前' };

/** What an event brings is called as its sender calls it. */
function eventTitles(path: string): readonly LocalText[] | undefined {
  const [root, ...members] = path.split('.');
  return root === 'event' && members.length > 0 ? [{ en: 'Event', zh: '事件' }, members.join('.')] : undefined;
}

/** What is known of the signed-in person, `user`. */
const personWords: { readonly [member: string]: LocalText } = {
  id: { en: 'ID', zh: '编号' },
  name: { en: 'name', zh: '姓名' },
  email: { en: 'email', zh: '邮箱' },
  manager: { en: 'manager', zh: '主管' },
  department: { en: 'department', zh: '部门' },
  groups: { en: 'groups', zh: '群组' },
  roles: { en: 'roles', zh: '角色' },
};

function personTitles(path: string): readonly LocalText[] | undefined {
  const [first, member = '', ...rest] = path.split('.');
  const word = first === 'user' && rest.length === 0 ? personWords[member] : undefined;
  return word === undefined ? undefined : [{ en: 'Signed-in person', zh: '当前用户' }, word];
}

/** The options of a choice, as its settings hold them. */
function optionsIn(options: unknown, language: string): readonly ConditionOption[] | undefined {
  if (!Array.isArray(options)) return undefined;
  return options.map((option: { readonly value: string; readonly title?: LocalText }) => ({
    value: option.value,
    label: textIn(option.title, language) || option.value,
  }));
}
