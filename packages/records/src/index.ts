export { publicActor, systemActor, type Actor, type Channel } from './actor.ts';
export type { Catalog, Clock, NewId, Workspace } from './catalog.ts';
export { createRecords } from './create-records.ts';
export type { RecordsParts } from './engine.ts';
export { recordErrors, type RecordErrorCode } from './errors.ts';
export type { FieldChange, HistoryEntry, HistoryPage } from './history.ts';
export type { ChangeKind, CommittedChange, Occasion, PlannedChange, WriteContext, WriteHooks } from './hooks.ts';
export type {
  Because,
  ListQuery,
  Reason,
  RecordAddress,
  RecordPage,
  RecordRow,
  Records,
  RecordsInTransaction,
  RowOutcome,
  RowWrite,
  WriteBatch,
} from './records.ts';
export { accessOf, type FormAccess } from './access/form-access.ts';
export { actorBinding, type Binding } from './access/binding.ts';
export { scopedTable } from './access/scoped-table.ts';
export { recordsMigrations } from './migrations/index.ts';
export { isAbsentOn } from './people/absence.ts';
export { keepActors, loadActor } from './people/load-actor.ts';
export { readManagers } from './people/managers.ts';
export {
  createPerson,
  readPersons,
  updatePerson,
  type Person,
  type PersonQuery,
  type PersonValues,
} from './people/persons.ts';
export {
  ensureGroup,
  readGroups,
  removeGroup,
  renameGroup,
  setGroupMembers,
  type GroupMember,
  type PeopleGroup,
} from './people/groups.ts';
export { readDepartments, removeDepartment, saveDepartment, type Department } from './people/departments.ts';
export { grantRole, readRoleGrants, revokeRole, type RoleGrant, type RoleHolder } from './people/role-grants.ts';
export {
  importRecords,
  type FailedRow,
  type ImportParts,
  type ImportRequest,
  type ImportResult,
  type SheetRow,
} from './import/import-records.ts';
export { findByKey, type KeyMatch } from './import/find-by-key.ts';
export type { LookUpParts } from './import/look-up.ts';
export type { FieldMapping, ImportMapping } from './import/import-mapping.ts';
export { createOutbox, outboxChannel, type Outbox, type OutboxParts } from './outbox/create-outbox.ts';
export {
  type Courier,
  type Delivery,
  FinalFailure,
  type Guarantee,
  type NewDelivery,
  type OutsideCourier,
} from './outbox/delivery.ts';
export type { ListedDelivery } from './outbox/read-deliveries.ts';
export { loadMembers } from './write/load-members.ts';
export { userOf } from './write/scene.ts';
export { columnByPath } from './sql/column-path.ts';
export { recordRow } from './sql/record-row.ts';
export { viewedRow } from './read/path-resolver.ts';
export { type AskedRecord, loadAggregates } from './read/load-aggregates.ts';
export { columnOf, tableOf } from './sql/names.ts';
export { isPassing } from './sql/database-problem.ts';
export { workCalendarOf } from './work-calendar.ts';
