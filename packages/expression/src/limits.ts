/** Longest expression, in UTF-16 units: a screenful of rules is under 2,000; beyond this the parser takes over 100 ms. */
export const maxLength = 20_000;

/** Deepest nesting of the tree: far above what people write, far below what the stack holds. */
export const maxDepth = 200;

/** Steps that loops of one evaluation may take together, so that a saved expression cannot stop the process. */
export const maxSteps = 1_000_000;
