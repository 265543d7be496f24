export {
  anyType,
  booleanType,
  dateTimeType,
  dateType,
  daysDurationType,
  feelTypeOf,
  fits,
  listOf,
  relatedList,
  membersOf,
  monthsDurationType,
  nullType,
  numberType,
  rangeOf,
  textType,
  timeType,
  userType,
  type FeelType,
  type RelatedList,
  type Scope,
  type SimpleType,
} from './types/feel-type.ts';
export { describeType } from './types/describe-type.ts';
export type { NamedTypes } from './types/type-name.ts';
export type { Expression, Mode } from './expression.ts';
export { alternativesOf, readExpression, readUnaryTests, type Reading, type ReadOptions } from './read-expression.ts';
export { compileClosure } from './compile/closure.ts';
export { type Compiled, compileExpression, setCompiler } from './compile/compiler.ts';
export type { Environment } from './compile/state.ts';
export { compileTests, compileTestsSql, testsSqlProblem } from './compile/tests.ts';
export { allowedTest } from './compile/allowed-test.ts';
export { constantOf } from './compile/constant-of.ts';
export { coerced } from './compile/coerce.ts';
export { compileAggregate, compileSql, compileSummand } from './compile/sql.ts';
export type { RelatedRows, RowSource } from './compile/sql-aggregate.ts';
export type { Aggregate } from './ast/aggregate.ts';
export { sqlPrecise } from './compile/sql-number.ts';
export { sqlLiteral } from './compile/sql-literal.ts';
export type { SqlTarget } from './compile/sql-writer.ts';
export type { DeclaredType } from './types/declared-type.ts';
export { typeOfName } from './types/type-name.ts';
export { typeOfValue } from './types/type-of-value.ts';
export { sqlTypeOf } from './compile/sql-type.ts';
export { fromFeel, toFeel } from './values/wire.ts';
export {
  contextOf,
  FeelFunction,
  FeelRange,
  isContext,
  isList,
  kindOf,
  type FeelContext,
  type FeelValue,
  type ValueKind,
} from './values/feel-value.ts';
export { type FeelNumber, fromDouble, isFeelNumber, numberText, parseNumber, toDouble } from './values/number.ts';
export { similarity } from './values/similarity.ts';
export { combine } from './values/arithmetic.ts';
export { DaysDuration, MonthsDuration } from './values/duration.ts';
export {
  dateFromDayNumber,
  FeelDate,
  FeelDateTime,
  FeelTime,
  parseDate,
  parseDateTime,
  parseTime,
} from './values/temporal.ts';
export { isRegion, offsetAt, offsetForLocal, parseZone, utc, type Zone } from './values/zone.ts';
export { type Pinyin, setPinyin } from './values/pinyin.ts';
export { type WorkCalendar, weekdays } from './values/work-calendar.ts';
export { valueText } from './values/value-text.ts';
export { compare, isEqual, isIn } from './values/compare.ts';
export { functionNamed, functions } from './functions/registry.ts';
export type { FunctionEntry, FunctionGroup, Parameter, Signature } from './functions/function-entry.ts';
export { childrenOf, type Node } from './ast/node.ts';
export { literalText } from './print/feel-text.ts';
export type { FieldLabel } from './parse/sentence-names.ts';
export { isPlainName, nameText } from './parse/name.ts';
export { syntaxParser } from './parse/lezer-parser.ts';
export { stringLiteral } from './parse/string-literal.ts';
export { expressionErrors } from './errors.ts';
export { maxAggregateDepth, maxAggregates, maxDepth, maxEntries, maxLength, maxParts, maxSteps } from './limits.ts';
export { runFeelCases, type FeelCase, type FeelCaseReport, type FeelCases } from './conformance/run-cases.ts';
export { reportCases, type CaseFailure, type CaseReport, type ConformanceCase } from './conformance/report-cases.ts';
export { caseValue } from './conformance/case-values.ts';
export { explain, type Explanation } from './explain/explain.ts';
export { faces, printExpression, type Face } from './print/print-expression.ts';
export type { SentenceOptions } from './print/sentence.ts';
