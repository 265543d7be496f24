/** The first character, by pinyin, of those that begin with each letter; no word begins with i, u or v. */
const firstOf = '阿a 芭b 嚓c 搭d 蛾e 发f 噶g 哈h 击j 喀k 垃l 妈m 拿n 哦o 啪p 期q 然r 撒s 塌t 挖w 昔x 压y 匝z'
  .split(' ')
  .map((pair) => ({ first: pair[0] as string, letter: pair[1] as string }));

const byPinyin = new Intl.Collator('zh-Hans-u-co-pinyin');

/**
 * The initials by which people find Chinese words: `合同金额` -> `htje`. Latin letters and digits stay, all else is left
 * out. The order of the platform's own pinyin collation tells the letter, so no dictionary is needed; a character with
 * several readings gets its first.
 */
export function pinyinInitials(text: string): string {
  return Array.from(text.toLowerCase(), initialOf).join('');
}

function initialOf(character: string): string {
  if (/[a-z0-9]/.test(character)) return character;
  if (!/\p{Script=Han}/u.test(character)) return '';
  return firstOf.findLast(({ first }) => byPinyin.compare(first, character) <= 0)?.letter ?? '';
}
