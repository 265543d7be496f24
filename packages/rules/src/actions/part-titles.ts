/** How the controls for a person, a group or a field are labelled, by widget. */
export const partTitles = {
  field: { en: 'Person field', zh: '人员字段' },
  group: { en: 'Group', zh: '群组' },
  person: { en: 'Person', zh: '人员' },
} as const;
