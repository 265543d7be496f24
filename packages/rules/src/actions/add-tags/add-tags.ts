import { checkTags, heldTags, type Tags, tagsSettings } from '../../tags.ts';
import type { ActionType } from '../action-type.ts';

/** Add tags that the record does not have yet. */
export const addTags: ActionType<Tags> = {
  type: 'add-tags',
  title: { en: 'Add tags', zh: '添加标签' },
  description: { en: 'Add tags that the record does not have yet.', zh: '给记录添加尚没有的标签。' },
  icon: 'TagsOutlined',
  stage: 'record',
  settings: tagsSettings,
  initial: (form) => ({ field: form.fields.has('tags') ? 'tags' : '', tags: [] }),
  check: checkTags,
  sentence({ field, tags }, names) {
    const list = tags
      .map((tag) => (names.language === 'zh' ? `“${tag}”` : `"${tag}"`))
      .join(names.language === 'zh' ? '、' : ', ');
    return names.language === 'zh' ? `添加${names.field(field)}${list}` : `Add ${names.field(field)} ${list}`;
  },
  writes: ({ field }) => [field],
  compile({ field, tags }) {
    return {
      reads: [[field]],
      constants: null,
      async run(targets) {
        for (const target of targets) {
          const held = heldTags(target.values[field]);
          target.set(field, [...held, ...tags.filter((tag) => !held.includes(tag))]);
        }
      },
    };
  },
};
