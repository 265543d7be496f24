import { createRequire } from 'node:module';
import type { Pinyin } from '@tangram/expression';

const require = createRequire(import.meta.url);

/** The readings of Chinese characters, read when an expression first asks for one: their table costs 0.1 s and 7 MB. */
export function pinyinOnDemand(): Pinyin {
  let known: Pinyin | undefined;
  const readings = () => (known ??= (require('@tangram/expression/pinyin') as { chinesePinyin: Pinyin }).chinesePinyin);
  return { full: (text) => readings().full(text), initials: (text) => readings().initials(text) };
}
