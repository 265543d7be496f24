/** Longest expression, in UTF-16 units: a screenful of rules is under 2,000, a spreadsheet stops at 8,192. */
export const maxLength = 10_000;

/** Deepest nesting of the tree: far above what people write, far below what the stack holds. */
export const maxDepth = 200;

/**
 * Values that one bracket may hold side by side: arguments, elements, choices. The parser takes time with their square:
 * 5 ms for 500, 40 ms for 1,000, 380 ms for 1,800.
 */
export const maxParts = 1000;

/** Conditions that `and` and `or` join without a bracket: 8 ms for 300 once the parser is warm, ten times that before. */
export const maxOperands = 300;

/**
 * Values that signs join between two of those, `a + b - c`: each term is a level of the tree or half a level, and the tree has
 * at most `maxDepth`.
 */
export const maxTerms = 2 * maxDepth;

/** Filters of one expression, `list[item > 1]`: the parser takes 0.07 ms for each. */
export const maxFilters = 300;

/** Words of one name. The parser takes time with their square: 390 ms for the 5,000 that a text has room for. */
export const maxWords = 100;

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

/** Mistakes told of one expression: who has mended those asks again. To look for what was meant by each takes time. */
export const maxProblems = 50;
