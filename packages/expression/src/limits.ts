/** Longest expression, in UTF-16 units: a screenful of rules is under 2,000; beyond this the parser takes over 100 ms. */
export const maxLength = 20_000;

/** Deepest nesting of the tree: far above what people write, far below what the stack holds. */
export const maxDepth = 200;

/**
 * Values that one bracket may hold side by side: arguments, elements, choices. The parser takes time with their square:
 * 5 ms for 500, 40 ms for 1,000, 380 ms for the 1,800 that a text of this length has room for.
 */
export const maxParts = 1000;

/** Counts and sums over related records in one expression: each is a look into another table for every record. */
export const maxAggregates = 20;

/** How deep they may stand within one another: accounts with an opportunity that has no open task. */
export const maxAggregateDepth = 2;

/** Entries of one context, which cost the parser far more: 50 ms for 200, 1.1 s for 1,200. */
export const maxEntries = 200;

/**
 * Steps that loops of one evaluation may take together, so that a saved expression cannot stop the process: some 60 ms of
 * closures, against the 100 ms that no expression may take.
 */
export const maxSteps = 200_000;
