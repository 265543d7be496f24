/** The one place where a name becomes SQL. PostgreSQL cuts names longer than 63 bytes silently: refused here. */
export function quoteName(...parts: readonly string[]): string {
  return parts
    .map((part) => {
      if (part === '' || part.includes('\u0000')) throw new RangeError('A name in SQL is empty or holds a NUL.');
      return `"${part.replaceAll('"', '""')}"`;
    })
    .join('.');
}

/** A text literal. `standard_conforming_strings` is on (PostgreSQL's default), so a backslash is only itself. */
export function quoteText(text: string): string {
  if (text.includes('\u0000')) throw new RangeError('A text in SQL holds a NUL.');
  return `'${text.replaceAll("'", "''")}'`;
}
