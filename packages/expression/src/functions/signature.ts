import type { LocalText } from '@tangram/schema';
import { isNodes, type Node } from '../ast/node.ts';
import type { FeelType } from '../types/feel-type.ts';
import type { NotInSql, Parameter, ToSql } from './function-entry.ts';

export function parameter(name: string, type: FeelType): Parameter {
  return { name, type };
}

export function optional(name: string, type: FeelType): Parameter {
  return { name, type, isOptional: true };
}

export function nullable(name: string, type: FeelType): Parameter {
  return { name, type, isNullable: true };
}

/** Optional, and blank is as good as left out. */
export function optionalNullable(name: string, type: FeelType): Parameter {
  return { name, type, isOptional: true, isNullable: true };
}

export function variadic(name: string, type: FeelType): Parameter {
  return { name, type, isVariadic: true };
}

export function inApp(reason: LocalText): NotInSql {
  return { reason };
}

/** SQL of a function whose operands are all given as single values. */
export function sqlOf(write: (operands: readonly Node[], writer: Parameters<ToSql>[1]) => ReturnType<ToSql>): ToSql {
  return (operands, writer) =>
    write(
      operands.filter((operand): operand is Node => operand !== null && !isNodes(operand)),
      writer,
    );
}

export const inAppReasons = {
  digits: { en: 'the database keeps other digits.', zh: '数据库保留的位数不同。' },
  list: {
    en: 'it makes lists, which the database has no such function for.',
    zh: '它生成列表，数据库没有对应的函数。',
  },
  value: { en: 'the database has no such value.', zh: '数据库中没有这种值。' },
  pattern: { en: 'the database reads patterns differently.', zh: '数据库对模式的理解不同。' },
  text: { en: 'the database reads such text differently.', zh: '数据库对此类文本的读法不同。' },
  letters: { en: 'the database changes some letters differently.', zh: '数据库对某些字母的转换不同。' },
} as const satisfies { [name: string]: LocalText };
