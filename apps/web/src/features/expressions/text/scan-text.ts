export type TokenType = 'name' | 'string' | 'number' | 'comment' | 'sign';

/** A word, a text, a number or a sign of FEEL, where it stands. */
export interface Token {
  readonly type: TokenType;
  readonly from: number;
  readonly to: number;
  /** As written; of a name in backticks, what stands between them. */
  readonly text: string;
}

const pattern = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))`,
    String.raw`(?<string>@?"(?:\\[\s\S]|[^"\\])*(?:"|$)|[“”][^“”]*(?:[“”]|$)|[‘’][^‘’]*(?:[‘’]|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$))`,
    String.raw`(?<name>${'`'}[^${'`'}]*(?:${'`'}|$)|[\p{L}_][\p{L}\p{M}\p{Nd}_]*)`,
    String.raw`(?<number>\d+(?:\.\d+)?)`,
    String.raw`(?<sign><=|>=|!=|\.\.|\*\*|==|<>|\S)`,
  ].join('|'),
  'gu',
);

/**
 * The tokens of a text, however unfinished it is: what an editor knows while the parser still waits for the rest. A text
 * or a backtick name that never ends reaches to the end.
 */
export function scanText(text: string): readonly Token[] {
  return [...text.matchAll(pattern)].map((match) => {
    const groups = match.groups as { readonly [type in TokenType]?: string };
    const type =
      (['comment', 'string', 'name', 'number'] as const).find((each) => groups[each] !== undefined) ?? 'sign';
    const written = match[0];
    return {
      type,
      from: match.index,
      to: match.index + written.length,
      text: type === 'name' ? written.replaceAll('`', '') : written,
    };
  });
}

/** The text that a string token stands for while it may be unfinished: without its quotes. */
export function withoutQuotes(written: string): string {
  return written.replace(/^@?["“”‘’「『]/, '').replace(/["“”‘’」』]$/, '');
}

/** The name of a function that ends at token `end`: `string length` are two tokens. Longest known name first. */
export function functionEndingAt(
  tokens: readonly Token[],
  end: number,
  isFunction: (name: string) => boolean,
): { readonly name: string; readonly from: number } | null {
  const longest = 5;
  for (let words = longest; words >= 1; words--) {
    const part = tokens.slice(Math.max(0, end - words + 1), end + 1);
    if (part.length !== words || part.some((token) => token.type !== 'name')) continue;
    const name = part.map((token) => token.text).join(' ');
    const [first] = part;
    if (first !== undefined && isFunction(name)) return { name, from: first.from };
  }
  return null;
}
