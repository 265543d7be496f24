/** A pattern for `like` that finds `text` anywhere, its own `%`, `_` and `\` meaning themselves. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
