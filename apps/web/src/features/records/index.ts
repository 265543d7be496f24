/** What other features use of this one. */
export { PickRecord } from './PickRecord.tsx';
