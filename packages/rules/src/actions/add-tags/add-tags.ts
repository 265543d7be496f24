import { checkTags, heldTags, type Tags, tagWords, tagsSettings } from '../../tags.ts';
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
  sentence: (settings, names) =>
    names.language === 'zh' ? `添加${tagWords(settings, names)}` : `Add ${tagWords(settings, names)}`,
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
