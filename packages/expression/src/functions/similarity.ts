import { booleanType, numberType, textType } from '../types/feel-type.ts';
import { compareNumbers, type FeelNumber, parseNumber } from '../values/number.ts';
import { similarity } from '../values/similarity.ts';
import type { FunctionEntry } from './function-entry.ts';
import { inApp, inAppReasons, optional, parameter } from './signature.ts';

/** Company names that differ by their town reach 0.4, those that differ by a typing mistake 0.6. */
const usualThreshold = parseNumber('0.5') as FeelNumber;

/** Additions of ours: texts that are nearly the same. */
export const similarityFunctions: readonly FunctionEntry[] = [
  {
    name: 'similarity',
    group: 'text',
    section: 'Tangram',
    title: { en: 'How alike two texts are, from 0 to 1', zh: '两个文本的相似度，0 到 1' },
    signatures: [
      {
        parameters: [parameter('a', textType), parameter('b', textType)],
        returns: numberType,
        evaluate: ([a, b]) => similarity(a as string, b as string),
        toSql: inApp(inAppReasons.letters),
      },
    ],
  },
  {
    name: 'fuzzy matches',
    group: 'text',
    section: 'Tangram',
    title: {
      en: 'Whether two texts are at least so alike (0.5 when nothing is said)',
      zh: '两个文本的相似度是否不低于阈值(默认 0.5)',
    },
    signatures: [
      {
        parameters: [parameter('a', textType), parameter('b', textType), optional('threshold', numberType)],
        returns: booleanType,
        evaluate: ([a, b, threshold]) => {
          const least = (threshold as FeelNumber | null) ?? usualThreshold;
          return compareNumbers(similarity(a as string, b as string), least) >= 0;
        },
        toSql: inApp(inAppReasons.letters),
      },
    ],
  },
];
