export { actionTypeNamed, actionTypes } from './actions/index.ts';
export type {
  ActionNames,
  ActionRuntime,
  ActionTarget,
  ActionType,
  CompiledAction,
} from './actions/action-type.ts';
export { checkRule, checkRuleShape, type RuleCheck } from './check/check-rule.ts';
export {
  createRules,
  type ImpactAsked,
  type ImpactRecordsAsked,
  type Rules,
  type RulesParts,
} from './create-rules.ts';
export { checkTable, checkTableContent } from './decision-table/check-table.ts';
export { columnTypeNamed, type DeclaredTypes } from './decision-table/column-type.ts';
export {
  compileTable,
  type CompiledTable,
  type RowVerdict,
  type TableResult,
} from './decision-table/compile-table.ts';
export {
  coverageCounts,
  coverageSql,
  gapQuestions,
  rowQuestions,
  type CoverageQuestion,
} from './decision-table/coverage.ts';
export { tableOf } from './decision-table/find-decision.ts';
export type { TableCoverage } from './decision-table/table-coverage.ts';
export { hitRules, type HitRule } from './decision-table/hit-policies.ts';
export { healthProblems } from './decision-table/health/health-problems.ts';
export {
  effectiveColumn,
  tableHealth,
  type Example,
  type HealthOptions,
  type TableGap,
  type TableHealth,
  type TableOverlap,
  type TwinRows,
  type UnreachableRow,
} from './decision-table/health/table-health.ts';
export { readClipboard } from './decision-table/paste/read-clipboard.ts';
export { pasteCells, type PasteColumn, type PastedCells } from './decision-table/paste/paste-cells.ts';
export {
  readTable,
  TableReader,
  type ReadTable,
  type TableOptions,
  type TableReading,
} from './decision-table/read-table.ts';
export { rowPredicates, type RowPredicate } from './decision-table/row-predicates.ts';
export { decisionTableShape, tableProperties } from './decision-table/table-shape.ts';
export { compileTableSql, tableSqlProblem } from './decision-table/table-sql.ts';
export { comparisonTitles } from './kinds/duplicate/comparison-titles.ts';
export type { ToldEarly, Unsaved } from './early/tell-early.ts';
export { eventName } from './events/event-name.ts';
export type { RuleButton } from './buttons/buttons.ts';
export type { TimedFailure } from './timers/timed-work.ts';
export { storeEvents, type EventOutcome, type EventParts, type ReceivedEvent } from './events/store-events.ts';
export { rulesErrors } from './errors.ts';
export type { ExplainedRule, RecordExplanation, RuleRun } from './explain/explain-record.ts';
export { rulePublished } from './run/rule-published.ts';
export type { NextBand, NextStep } from './scores/next-band.ts';
export type { RecordScore, RecordScores, ScoreChange, ScoreChangeLine } from './scores/read-scores.ts';
export { eventScope } from './scores/event-line.ts';
export type { Scores } from './scores/create-scores.ts';
export type { ScoreProgress } from './scores/score-job.ts';
export { rulesMigrations } from './migrations.ts';
export { momentTypeOf, momentTypes } from './kinds/event/moments/index.ts';
export type { MomentNames } from './kinds/event/moments/moment-names.ts';
export type { MomentType } from './kinds/event/moments/moment-type.ts';
export { ruleKindNamed, ruleKindOf, ruleKinds } from './kinds/index.ts';
export type { ActionPlace, RuleKind } from './kinds/rule-kind.ts';
export { connectionsOf } from './kinds/connections-of.ts';
export { ruleScope } from './compile/rule-context.ts';
export { unfollowedCounts } from './check/unfollowed-counts.ts';
export type {
  FlowCause,
  FlowStarter,
  Member,
  Message,
  NewTask,
  Notifier,
  People,
  Turns,
} from './surroundings.ts';
export type { RuleSample, RuleTrial, TriedRecord } from './explain/try-rule.ts';
export type {
  ConditionPart,
  ConditionTrace,
  Standing,
  TableTrace,
  TraceChange,
  TraceDetail,
  TraceOutcome,
} from './explain/trace.ts';
export type { AttributeTrace, EventTrace, IdleTrace, ScoreTrace } from './scores/evaluate-score.ts';
export type { LimitTrace } from './scores/limits.ts';
export type { ImpactCount, RuleImpact } from './impact/measure-impact.ts';
export type { ImpactRecord, ImpactRecords, ImpactTrace } from './impact/list-impact-records.ts';
export type { ImpactQuestion } from './impact/questions.ts';
export type { CaseMark } from './cases/mark-case.ts';
export type { CaseOutcome, ExpectedOutcome, RuleCase } from './cases/rule-case.ts';
export { flippingCases } from './cases/flipping-cases.ts';
export type { CaseReport, CaseResult } from './cases/run-cases.ts';
export type { ConditionFlip, FlipChange } from './explain/condition-flip.ts';
export { conflictExample, findConflicts, type RuleConflict, type SetTo } from './conflicts/find-conflicts.ts';
export type { CircleStation, RuleCircle } from './check/rule-circles.ts';
