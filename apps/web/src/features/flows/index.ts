export { RecordRuns } from './RecordRuns.tsx';
export { RunPath } from './RunPath.tsx';
export { runQuery } from './run-query.ts';
