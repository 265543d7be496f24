/** What `npm run fuzz` runs with large counts; the tests run the same with small ones. */
export { compareCases } from './differential/compare-cases.ts';
export { compareRelated } from './differential/compare-related.ts';
export { type Comparison, compareWorlds, type Difference } from './differential/compare-worlds.ts';
export { fuzzExpressions, type FuzzFailure, type FuzzReport } from './differential/fuzz-expressions.ts';
