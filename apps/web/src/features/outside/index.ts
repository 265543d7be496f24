/** What other features use of this one. */
export { HooksDialog } from './HooksDialog.tsx';
export { connectionsQuery } from './connections-query.ts';
