import type { Words } from '../node-type.ts';
import type { AssigneeRule } from './assignee.ts';

/** "the owner's manager, Zhang San", 「销售主管、张三」. */
export function assigneeWords(rules: readonly AssigneeRule[], words: Words): string {
  return rules.map((rule) => one(rule, words)).join(words.language === 'zh' ? '、' : ', ');
}

function one(rule: AssigneeRule, words: Words): string {
  const isChinese = words.language === 'zh';
  switch (rule.type) {
    case 'person':
      return words.name('person', rule.person);
    case 'group':
      return isChinese ? `群组“${words.name('group', rule.group)}”` : `the group ${words.name('group', rule.group)}`;
    case 'role':
      return isChinese
        ? `角色“${words.name('role', rule.role)}”`
        : `everyone with the role ${words.name('role', rule.role)}`;
    case 'field':
      return isChinese ? `“${words.name('field', rule.field)}”` : `the ${words.name('field', rule.field)}`;
    case 'manager':
      return isChinese
        ? `“${words.name('field', rule.field)}”的上级`
        : `the manager of the ${words.name('field', rule.field)}`;
    case 'starter':
      return isChinese ? '发起人' : 'whoever started it';
  }
}
