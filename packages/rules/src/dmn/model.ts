/**
 * A DMN 1.5 model as plain data: what the boxes of a diagram hold, without the diagram. Names are DMN names and may have
 * spaces; what another model defines is referred to as `{namespace}name`.
 */
export interface DmnModel {
  readonly name: string;
  readonly namespace: string;
  readonly imports?: readonly { readonly name: string; readonly ns: string }[];
  readonly types?: { readonly [name: string]: DmnType };
  readonly inputs?: readonly DmnVariable[];
  readonly decisions?: readonly DmnDecision[];
  readonly bkms?: readonly DmnKnowledgeModel[];
  readonly services?: readonly DmnService[];
}

/** A name of FEEL or of an item definition, or a definition where it stands. */
export type DmnType = string | DmnItemDefinition;

export interface DmnItemDefinition {
  readonly type?: DmnType;
  /** True: a list of what the rest describes; a type: a list of it. */
  readonly list?: boolean | DmnType;
  readonly fields?: { readonly [name: string]: DmnType };
  readonly context?: { readonly [name: string]: DmnType };
  /** Unary tests that a value, or each element of a list, must pass. */
  readonly allowed?: string;
  readonly fn?: DmnFunctionType;
  readonly function?: DmnFunctionType;
}

export interface DmnFunctionType {
  readonly params?: readonly (DmnVariable | DmnType)[];
  readonly returns?: DmnType;
}

export interface DmnVariable {
  readonly name: string;
  readonly type?: DmnType;
}

export interface DmnDecision extends DmnVariable {
  readonly requires?: DmnRequirements;
  /** Without logic the decision is made elsewhere and given with the inputs. */
  readonly logic?: Boxed;
}

export interface DmnKnowledgeModel extends DmnVariable {
  readonly params?: readonly DmnVariable[];
  readonly requires?: DmnRequirements;
  readonly logic?: Boxed;
}

export interface DmnRequirements {
  readonly inputs?: readonly string[];
  readonly decisions?: readonly string[];
  /** Knowledge models and decision services. */
  readonly bkms?: readonly string[];
}

export interface DmnService extends DmnVariable {
  readonly outputs: readonly string[];
  readonly inputs?: readonly string[];
  readonly inputDecisions?: readonly string[];
}

/** A boxed expression (DMN 1.5, section 7.3); `type` is what its value must conform to. */
export type Boxed =
  | BoxedLiteral
  | BoxedContext
  | BoxedInvocation
  | BoxedFunction
  | BoxedList
  | BoxedRelation
  | BoxedConditional
  | BoxedFilter
  | BoxedFor
  | BoxedQuantified
  | BoxedTable;

interface BoxedBasics {
  readonly type?: DmnType;
}

export interface BoxedLiteral extends BoxedBasics {
  readonly k: 'literal';
  readonly text: string;
}

export interface BoxedContext extends BoxedBasics {
  readonly k: 'context';
  /** An entry without a name is the result. */
  readonly entries: readonly { readonly name?: string; readonly type?: DmnType; readonly expr: Boxed }[];
}

export interface BoxedInvocation extends BoxedBasics {
  readonly k: 'invocation';
  readonly fn: Boxed;
  readonly args: readonly { readonly name: string; readonly type?: DmnType; readonly expr: Boxed }[];
}

export interface BoxedFunction extends BoxedBasics {
  readonly k: 'function';
  /** Only `FEEL` can be run here. */
  readonly kind?: string;
  readonly params: readonly DmnVariable[];
  readonly body: Boxed;
}

export interface BoxedList extends BoxedBasics {
  readonly k: 'list';
  readonly items: readonly Boxed[];
}

export interface BoxedRelation extends BoxedBasics {
  readonly k: 'relation';
  readonly columns: readonly DmnVariable[];
  readonly rows: readonly (readonly Boxed[])[];
}

export interface BoxedConditional extends BoxedBasics {
  readonly k: 'if';
  readonly if: Boxed;
  readonly then: Boxed;
  readonly else: Boxed;
}

export interface BoxedFilter extends BoxedBasics {
  readonly k: 'filter';
  readonly in: Boxed;
  readonly match: Boxed;
}

export interface BoxedFor extends BoxedBasics {
  readonly k: 'for';
  readonly var: string;
  readonly in: Boxed;
  readonly return: Boxed;
}

export interface BoxedQuantified extends BoxedBasics {
  readonly k: 'some' | 'every';
  readonly var: string;
  readonly in: Boxed;
  readonly satisfies: Boxed;
}

export interface BoxedTable extends BoxedBasics {
  readonly k: 'table';
  /** `UNIQUE` when missing. */
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly outputLabel?: string;
  readonly inputs: readonly {
    readonly label?: string;
    readonly expr?: string;
    readonly type?: DmnType;
    readonly values?: string;
  }[];
  readonly outputs: readonly {
    readonly name?: string;
    readonly label?: string;
    readonly type?: DmnType;
    readonly values?: string;
    readonly default?: string;
  }[];
  readonly rules: readonly { readonly in: readonly string[]; readonly out: readonly string[] }[];
}
