export {
  anyType,
  booleanType,
  dateTimeType,
  dateType,
  daysDurationType,
  feelTypeOf,
  fits,
  listOf,
  membersOf,
  monthsDurationType,
  nullType,
  numberType,
  rangeOf,
  textType,
  timeType,
  userType,
  type FeelType,
  type Scope,
  type SimpleType,
} from './types/feel-type.ts';
export { describeType } from './types/describe-type.ts';
export type { NamedTypes } from './types/type-name.ts';
export type { Expression, Mode } from './expression.ts';
export { readExpression, readUnaryTests, type Reading, type ReadOptions } from './read-expression.ts';
export { compileClosure } from './compile/closure.ts';
export type { Environment } from './compile/state.ts';
export { compileSql } from './compile/sql.ts';
export type { SqlTarget } from './compile/sql-writer.ts';
export { sqlTypeOf } from './compile/sql-type.ts';
export { fromFeel, toFeel } from './values/wire.ts';
export { contextOf, FeelFunction, FeelRange, type FeelContext, type FeelValue } from './values/feel-value.ts';
export { type FeelNumber, isFeelNumber, numberText } from './values/number.ts';
export { DaysDuration, MonthsDuration } from './values/duration.ts';
export { FeelDate, FeelDateTime, FeelTime } from './values/temporal.ts';
export { offsetForLocal, parseZone, utc, type Zone } from './values/zone.ts';
export { compare, isEqual } from './values/compare.ts';
export { functionNamed, functions } from './functions/registry.ts';
export type { FunctionEntry, FunctionGroup, Parameter, Signature } from './functions/function-entry.ts';
export { childrenOf, type Node } from './ast/node.ts';
export { literalText } from './print/feel-text.ts';
export { isPlainName, nameText } from './parse/name.ts';
export { stringLiteral } from './parse/string-literal.ts';
export { expressionErrors } from './errors.ts';
export { maxDepth, maxLength, maxSteps } from './limits.ts';
export {
  runFeelCases,
  type FeelCase,
  type FeelCaseFailure,
  type FeelCaseReport,
  type FeelCases,
} from './conformance/run-cases.ts';
export { explain, type Explanation } from './explain/explain.ts';
export { printExpression, type Face } from './print/print-expression.ts';
export type { SentenceOptions } from './print/sentence.ts';
