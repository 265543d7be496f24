export { createClient, type Client, type ClientOptions } from './create-client.ts';
export { clientErrors } from './errors.ts';
export { problemsOfError, RequestProblems } from './request-problems.ts';
export { path, type Fetch, type FetchInit, type FetchResponse, type Http } from './http.ts';
export {
  liveEventNames,
  type EventStream,
  type LiveEvent,
  type LiveEvents,
  type OpenEventStream,
  type Subscription,
} from './events.ts';
export type { Credentials, Me, Workspace } from './session.ts';
export type { Absence, Department, NewPerson, PeopleGroup, Person, RoleMember } from './people.ts';
export type { Connection, ConnectionChanges, ConnectionKind, Connections, DeliveryRow, Hook } from './outside.ts';
export type {
  AppForMember,
  AppSummary,
  DefinitionAnswer,
  DefinitionSummary,
  DefinitionVersion,
  DraftState,
  FormAccess,
  PlannedImpact,
  PlannedStep,
  PublishPlan,
  TemplateSummary,
  VersionChange,
} from './apps.ts';
export {
  sortText,
  type Consent,
  type DuplicatesAnswer,
  type HistoryAnswer,
  type HistoryChange,
  type HistoryEntry,
  type ImportPlan,
  type ImportPreview,
  type ImportState,
  type ListAnswer,
  type ListQuery,
  type RecordCount,
  type Reference,
  type Row,
  type RowOutcome,
  type RowWrite,
} from './records.ts';
export type { Notification, RuleButton, Run, Task, TaskAction } from './work.ts';
export type { AnswerColumn, AnswerNotes, AnswerRow, QueryAnswer } from './reports.ts';
export type { PublicFormAnswer } from './public-forms.ts';
