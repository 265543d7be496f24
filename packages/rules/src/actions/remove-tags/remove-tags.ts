import { checkTags, heldTags, type Tags, tagWords, tagsSettings } from '../../tags.ts';
import type { ActionType } from '../action-type.ts';

/** Take tags away from the record. */
export const removeTags: ActionType<Tags> = {
  type: 'remove-tags',
  title: { en: 'Remove tags', zh: '移除标签' },
  description: { en: 'Take tags away from the record.', zh: '从记录上移除标签。' },
  icon: 'DeleteOutlined',
  stage: 'record',
  settings: tagsSettings,
  initial: (form) => ({ field: form.fields.has('tags') ? 'tags' : '', tags: [] }),
  check: checkTags,
  sentence: (settings, names) =>
    names.language === 'zh' ? `移除${tagWords(settings, names)}` : `Remove ${tagWords(settings, names)}`,
  writes: ({ field }) => [field],
  compile({ field, tags }) {
    return {
      reads: [[field]],
      constants: null,
      async run(targets) {
        for (const target of targets) {
          const held = heldTags(target.values[field]);
          target.set(
            field,
            held.filter((tag) => !tags.includes(tag)),
          );
        }
      },
    };
  },
};
