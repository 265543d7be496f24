/** The name under which the tested value stands in unary tests. */
export const testedName = '?';

/** Words of the grammar: a name that is one of them must stand in backticks. */
const keywords = new Set(
  'and or not in if then else for return some every satisfies between instance of function external true false null'.split(
    ' ',
  ),
);

/** True for a name that needs no backticks: letters (of any script), digits and `_`, and no word of the grammar. */
export function isPlainName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(name) && !keywords.has(name);
}

/** The name as it stands in FEEL text. */
export function nameText(name: string): string {
  return isPlainName(name) ? name : `\`${name.replaceAll('`', '')}\``;
}

/** One form for names that FEEL holds equal: white space is one space, and none stands around signs. */
export function normalName(name: string): string {
  return name
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*([./\-'+*])\s*/g, '$1');
}
