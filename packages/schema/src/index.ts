export { languages, localTextSchema, textIn, type Language, type LocalText } from './language.ts';
export {
  localizeProblem,
  problemAt,
  problemsOf,
  type ErrorEntry,
  type ErrorKind,
  type ErrorTable,
  type Problem,
  type ProblemParams,
  type Sentence,
} from './problem.ts';
export { PlatformError, refuseIfAny } from './platform-error.ts';
export { valueTypes, type JsonObject, type JsonValue, type RecordValues, type ValueType } from './value-type.ts';
export type { Migration } from './migration.ts';
export { byteLength, isKey, keyFrom, keySchema } from './identifier.ts';
export { pointer, pointerSteps, valueAt } from './json-pointer.ts';
export { didYouMean, nearest } from './suggest.ts';
export { schemaErrors } from './errors.ts';
export { type JsonSchema, shapeCheck, type ShapeCheck } from './check-shape.ts';
export type { AppDefinition, MenuItem } from './definitions/app.ts';
export type {
  FieldDefinition,
  FieldSchema,
  FormCondition,
  FormDefinition,
  FormSettings,
  LayoutNode,
  PublicForm,
  SortKey,
  ViewDefinition,
} from './definitions/form.ts';
export {
  operations,
  type FieldGrant,
  type FormGrant,
  type Operation,
  type RoleDefinition,
  type RowScope,
} from './definitions/role.ts';
export type {
  EventRule,
  RuleAction,
  RuleDefinition,
  DateMoment,
  IdleMoment,
  ReferringRecords,
  RelatedMoment,
  RuleMoment,
  ScoreAttribute,
  ScoreBand,
  AssignmentRule,
  ValidationRule,
  DecisionTableRule,
  DuplicateComparison,
  DuplicateRule,
  Scorecard,
  ScoreCounts,
  ScoreDecay,
  ScoreEvent,
  ScoreGroup,
  ScoreIdle,
  ScoreRange,
} from './definitions/rule.ts';
export {
  columnTypes,
  hitPolicies,
  type ColumnType,
  type DecisionTable,
  type HitPolicy,
  type TableInput,
  type TableOutput,
  type TableRow,
} from './definitions/decision-table.ts';
export type { FlowDefinition, FlowEdge, FlowNode } from './definitions/flow.ts';
export {
  aggregates,
  grains,
  type Aggregate,
  type Calculation,
  type ChartDefinition,
  type DashboardDefinition,
  type Dimension,
  type Grain,
  type Measure,
  type NumberFormat,
  type ReportDefinition,
  type ReportQuery,
  type Tile,
} from './definitions/report.ts';
export {
  definitionKinds,
  type AppModel,
  type DefinitionAddress,
  type DefinitionKind,
  type Definitions,
} from './definitions/kinds.ts';
