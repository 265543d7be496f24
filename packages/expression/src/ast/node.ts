import type { ComparisonOperator, FeelValue } from '../values/feel-value.ts';
import type { FeelType } from '../types/feel-type.ts';
import type { FunctionEntry, Signature } from '../functions/function-entry.ts';

interface NodeBasics {
  /** Where it stands in the text as the user wrote it: UTF-16 offsets, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** What it evaluates to; `any` until the check has run. */
  feel: FeelType;
}

/**
 * The expression as a tree of ours, independent of the parser. It is made by `parse`, and `check` fills in what is only
 * known with a scope: `feel` of every node, `binding` of names, `entry` and `signature` of calls. After that it never
 * changes.
 */
export type Node =
  | Literal
  | Name
  | Member
  | Arithmetic
  | Negation
  | Comparison
  | Logic
  | Between
  | In
  | Test
  | If
  | For
  | Quantified
  | List
  | Context
  | Range
  | Filter
  | Call
  | FunctionDefinition
  | InstanceOf;

export interface Literal extends NodeBasics {
  readonly type: 'literal';
  readonly value: FeelValue;
}

export interface Name extends NodeBasics {
  readonly type: 'name';
  /** As the scope spells it, once checked. */
  name: string;
  /**
   * `scope`: a variable of the scope; `local`: bound inside the expression; `function`: a built-in function as a value;
   * `dynamic`: perhaps a member of a filter's item whose type is not known, so looked up when it runs.
   */
  binding?: 'scope' | 'local' | 'function' | 'dynamic';
}

/** `base.member`. Over a list it maps. */
export interface Member extends NodeBasics {
  readonly type: 'member';
  readonly base: Node;
  /** As the base's type spells it, once checked. */
  member: string;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export interface Arithmetic extends NodeBasics {
  readonly type: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Node;
  readonly right: Node;
}

export interface Negation extends NodeBasics {
  readonly type: 'negation';
  readonly operand: Node;
}

export interface Comparison extends NodeBasics {
  readonly type: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Node;
  readonly right: Node;
}

/** `a and b and c` as one node. */
export interface Logic extends NodeBasics {
  readonly type: 'logic';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Node[];
}

export interface Between extends NodeBasics {
  readonly type: 'between';
  readonly value: Node;
  readonly low: Node;
  readonly high: Node;
}

/** `value in (test, test)`; true when any test holds. The unary tests of a table cell have the same shape. */
export interface In extends NodeBasics {
  readonly type: 'in';
  readonly value: Node;
  readonly tests: readonly Node[];
  /** Only in unary tests: `not(test, test)`. */
  readonly isNegated: boolean;
}

/** `> 5` standing as a value or a test: a range with one end. */
export interface Test extends NodeBasics {
  readonly type: 'test';
  readonly operator: ComparisonOperator;
  readonly operand: Node;
}

export interface If extends NodeBasics {
  readonly type: 'if';
  readonly condition: Node;
  readonly consequent: Node;
  readonly alternative: Node;
}

export interface Iteration {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly over: Node;
  /** The other end of `1..10`. */
  readonly until: Node | null;
}

export interface For extends NodeBasics {
  readonly type: 'for';
  readonly iterations: readonly Iteration[];
  readonly body: Node;
}

export interface Quantified extends NodeBasics {
  readonly type: 'quantified';
  readonly quantifier: 'some' | 'every';
  readonly iterations: readonly Iteration[];
  readonly body: Node;
  /** See `Call.aggregate`. */
  aggregate?: string;
}

export interface List extends NodeBasics {
  readonly type: 'list';
  readonly elements: readonly Node[];
}

export interface ContextEntry {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly value: Node;
}

export interface Context extends NodeBasics {
  readonly type: 'context';
  readonly entries: readonly ContextEntry[];
}

export interface Range extends NodeBasics {
  readonly type: 'range';
  readonly low: Node;
  readonly high: Node;
  readonly isLowIncluded: boolean;
  readonly isHighIncluded: boolean;
}

/** `list[filter]`: by position or by condition with `item` and the item's members as names. */
export interface Filter extends NodeBasics {
  readonly type: 'filter';
  readonly base: Node;
  readonly filter: Node;
}

export interface Argument {
  /** The parameter's name where the call names its arguments. */
  readonly name: string | null;
  readonly value: Node;
}

export interface Call extends NodeBasics {
  readonly type: 'call';
  readonly callee: Node;
  readonly arguments: readonly Argument[];
  /** The built-in function called; absent for functions as values. */
  entry?: FunctionEntry;
  /** The signatures whose parameters have room for these arguments; of several the values decide. */
  candidates?: readonly CallCandidate[];
  /** Of a count over related records that is part of no other: its text, under which a run hands in its value. */
  aggregate?: string;
}

export interface CallCandidate {
  readonly signature: Signature;
  /** One per parameter: the argument, null where an optional one is left out, all remaining ones for a variadic. */
  readonly operands: readonly (Node | null | readonly Node[])[];
}

export interface FunctionDefinition extends NodeBasics {
  readonly type: 'function';
  readonly parameters: readonly { readonly name: string; readonly of: TypeName | null }[];
  readonly body: Node;
}

export interface InstanceOf extends NodeBasics {
  readonly type: 'instance-of';
  readonly value: Node;
  readonly of: TypeName;
}

/** A type as written in the text: `list<number>`, `context<a: string>`, or a name. */
export type TypeName =
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'list' | 'range'; readonly of: TypeName }
  | { readonly type: 'context'; readonly members: readonly (readonly [string, TypeName])[] }
  | { readonly type: 'function'; readonly parameters: readonly TypeName[]; readonly result: TypeName };

/** An operand of a variadic parameter: all the arguments it takes. */
export function isNodes(operand: Node | null | readonly Node[]): operand is readonly Node[] {
  return Array.isArray(operand);
}

/** The nodes directly below, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
      return [node.base];
    case 'arithmetic':
    case 'comparison':
      return [node.left, node.right];
    case 'negation':
    case 'test':
      return [node.operand];
    case 'logic':
      return node.operands;
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'if':
      return [node.condition, node.consequent, node.alternative];
    case 'for':
    case 'quantified':
      return [
        ...node.iterations.flatMap((each) => (each.until === null ? [each.over] : [each.over, each.until])),
        node.body,
      ];
    case 'list':
      return node.elements;
    case 'context':
      return node.entries.map((entry) => entry.value);
    case 'range':
      return [node.low, node.high];
    case 'filter':
      return [node.base, node.filter];
    case 'call':
      return [node.callee, ...node.arguments.map((argument) => argument.value)];
    case 'function':
      return [node.body];
    case 'instance-of':
      return [node.value];
  }
}
