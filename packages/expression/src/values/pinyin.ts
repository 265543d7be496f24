/** The readings of Chinese characters: `full` gives `ni hao`, `initials` gives `nh`; other signs stay as they are. */
export interface Pinyin {
  readonly full: (text: string) => string;
  readonly initials: (text: string) => string;
}

let known: Pinyin | null = null;

/** Chooses who knows the readings in this process. Their table is too large for the browser's first load. */
export function setPinyin(chosen: Pinyin): void {
  known = chosen;
}

/** Null where no readings are known. */
export function pinyinOf(text: string, form: keyof Pinyin): string | null {
  return known === null ? null : known[form](text);
}
