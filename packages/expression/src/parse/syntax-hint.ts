import type { Hint } from '../ast/problem-list.ts';

/** What was probably meant, told by what stands on both sides of the place where reading ended. */
export function syntaxHint(before: string, rest: string): Hint | undefined {
  if (/\bis(?: not)?$/i.test(before)) return { name: 'equal' };
  if (/(?:^|\s)(?:like|contains|starts with|ends with|startswith|endswith|matches)$/i.test(before)) {
    return { name: 'call' };
  }
  const isInNumber = /\d$/.test(before) && /^(?:[,，]\s?\d{3}|\d{3}|[%％‰万千亿])/.test(rest);
  return isInNumber || /^[￥¥$€]/.test(rest) ? { name: 'digits' } : undefined;
}
