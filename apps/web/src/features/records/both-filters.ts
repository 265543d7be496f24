/** Two FEEL filters as one; either may be empty. */
export function bothFilters(...filters: readonly (string | undefined)[]): string {
  const given = filters.filter((one) => one !== undefined && one.trim() !== '');
  return given.length < 2 ? (given[0] ?? '') : given.map((one) => `(${one})`).join(' and ');
}
