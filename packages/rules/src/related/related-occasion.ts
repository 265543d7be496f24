import type { Occasion } from '@tangram/records';

const name = '~related';

/** The occasion on which these rules look at a record because of what happened to others that refer to it. */
export function relatedOccasion(
  rules: readonly string[],
  rulesOf: ReadonlyMap<string, readonly string[]> = new Map(),
): Occasion {
  return { name, data: { rules }, dataOf: new Map([...rulesOf].map(([record, own]) => [record, { rules: own }])) };
}

export function wokenByRelated(rule: string): (occasion: Occasion, record: string) => boolean {
  return (occasion, record) => {
    if (occasion.name !== name) return false;
    const { rules } = occasion.dataOf?.get(record) ?? occasion.data;
    return Array.isArray(rules) && rules.includes(rule);
  };
}
