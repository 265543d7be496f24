// The subpath `@tangram/expression/pinyin`: the readings of Chinese characters, for the server only (300 kB).
import { pinyin } from 'pinyin-pro';
import type { Pinyin } from './values/pinyin.ts';

/** Pinyin without tones, ü as `v`. Runs of other signs stay as they are: `A座3楼` gives `A zuo 3 lou`. */
export const chinesePinyin: Pinyin = {
  full: (text) => pinyin(text, { toneType: 'none', nonZh: 'consecutive', v: true }),
  initials: (text) =>
    pinyin(text, { pattern: 'first', toneType: 'none', separator: '', nonZh: 'consecutive', v: true }),
};
