import { childrenOf, type FeelType, membersOf, type Node, type Scope } from '@tangram/expression';
import { scanText, type Token } from './scan-text.ts';

/** A field as it stands in a text: `account.sector`. */
export interface FieldSpan {
  readonly from: number;
  readonly to: number;
  readonly path: string;
  readonly type: FeelType;
}

/**
 * Where fields of the scope stand in a text, also while it does not read. `ast` is the text's tree when it does: names
 * that a loop or a filter binds are then told from fields of the same name.
 */
export function fieldSpans(text: string, scope: Scope, ast: Node | null): readonly FieldSpan[] {
  const tokens = scanText(text).filter((token) => token.type !== 'comment');
  const bound = ast === null ? boundNames(tokens) : new Set<string>();
  const local = ast === null ? new Set<number>() : localNames(ast);
  const spans: FieldSpan[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const span = spanAt(tokens, at, scope);
    if (span === null) continue;
    const { from, to, path, type, last } = span;
    const next = tokens[last + 1];
    // The name that a loop binds, a key of a context, a named argument, or a function that is called.
    const isBinder = binders.has(tokens[at - 1]?.text ?? '');
    const isOther = isBinder || (next?.type === 'sign' && (next.text === ':' || (next.text === '(' && last === at)));
    if (!isOther && !local.has(from) && !bound.has(path.split('.')[0] ?? '')) spans.push({ from, to, path, type });
    at = last;
  }
  return spans;
}

function spanAt(tokens: readonly Token[], at: number, scope: Scope): (FieldSpan & { readonly last: number }) | null {
  const first = tokens[at];
  if (first?.type !== 'name' || isDot(tokens[at - 1])) return null;
  const start = own(scope.variables, first.text);
  if (start === undefined) return null;
  let type = start;
  let path = first.text;
  let last = at;
  for (;;) {
    const [dot, member] = [tokens[last + 1], tokens[last + 2]];
    const next: FeelType | undefined =
      isDot(dot) && member?.type === 'name' ? own(membersOf(type) ?? {}, member.text) : undefined;
    if (next === undefined || member === undefined) break;
    [type, path, last] = [next, `${path}.${member.text}`, last + 2];
  }
  return { from: first.from, to: (tokens[last] as Token).to, path, type, last };
}

export function isDot(token: Token | undefined): boolean {
  return token?.type === 'sign' && token.text === '.';
}

function own(members: { readonly [name: string]: FeelType }, name: string): FeelType | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

const binders: ReadonlySet<string> = new Set(['for', 'some', 'every']);

/** Names after `for`, `some` and `every`: the best guess while there is no tree. */
function boundNames(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(
    tokens
      .filter((_, at) => binders.has(tokens[at - 1]?.text ?? '') && tokens[at]?.type === 'name')
      .map(({ text }) => text),
  );
}

/** Where names stand that are not the scope's. */
function localNames(ast: Node): ReadonlySet<number> {
  const found = new Set<number>();
  const visit = (node: Node) => {
    if (node.type === 'name' && node.binding !== 'scope') found.add(node.from);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(ast);
  return found;
}
