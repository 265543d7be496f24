import type { SyntaxNode } from '@lezer/common';
import type { TypeName } from '../ast/node.ts';
import { normalName } from './name.ts';
import type { SourceTree } from './source-tree.ts';

/** `list<number>`, `context<name: string>`, `function<number> -> boolean`. */
export function readTypeName(source: SourceTree, node: SyntaxNode): TypeName {
  const inner = node.firstChild;
  if (inner === null) return source.refuse(node.from, node.to);
  const types = inner.getChildren('Type');
  switch (inner.name) {
    case 'ListType':
      return {
        type: source.text(inner).startsWith('range') ? 'range' : 'list',
        of: readTypeName(source, types[0] ?? source.refuse(inner.from, inner.to)),
      };
    case 'ContextType': {
      const entries = inner.getChild('ContextEntryTypes');
      const members = (entries === null ? [] : source.children(entries)).map((entry): [string, TypeName] => {
        const [name, type] = [entry.getChild('Name'), entry.getChild('Type')];
        if (name === null || type === null) return source.refuse(entry.from, entry.to);
        return [source.nameOf(name), readTypeName(source, type)];
      });
      return { type: 'context', members };
    }
    case 'FunctionType': {
      const written = inner.getChild('ArgumentTypes');
      const parameters = (written === null ? [] : source.children(written)).map((each) =>
        readTypeName(source, each.getChild('Type') ?? each),
      );
      return {
        type: 'function',
        parameters,
        result: readTypeName(source, types[0] ?? source.refuse(inner.from, inner.to)),
      };
    }
    default:
      return { type: 'named', name: normalName(source.text(inner)) };
  }
}
