import {
  type DecisionTable,
  type DecisionTableRule,
  didYouMean,
  nearest,
  type Problem,
  type RuleDefinition,
} from '@tangram/schema';
import { noteCounts, type RuleContext } from '../compile/rule-context.ts';
import { ruleProblem } from '../errors.ts';
import { checkTable } from './check-table.ts';
import { type Decision, expressionsOf, makeDecision } from './decide.ts';
import { TableReader } from './read-table.ts';

/** The decision table of this form that a rule calls by its key, ready to decide; null with a problem at `path`. */
export function findDecision(context: RuleContext, key: string, path: string, problems: Problem[]): Decision | null {
  const rule = context.rules?.get(key);
  if (!isTableOf(rule, context)) {
    // Where only one rule is looked at, it cannot be told.
    if (context.rules === null) return null;
    const known = [...context.rules].filter(([, other]) => isTableOf(other, context)).map(([other]) => other);
    const params = { form: context.form.definition.form.title, table: key };
    problems.push(ruleProblem('RULE_TABLE_UNKNOWN', path, params, didYouMean(nearest(key, known))));
    return null;
  }
  return readDecision(key, rule, context, problems);
}

/** The fields that a called table writes. */
export function writtenByTable(rules: ReadonlyMap<string, RuleDefinition>, key: string): readonly string[] {
  const rule = rules.get(key);
  return rule !== undefined && 'hitPolicy' in rule ? Object.values(rule.writes) : [];
}

function isTableOf(rule: RuleDefinition | undefined, context: RuleContext): rule is DecisionTableRule {
  return rule !== undefined && 'hitPolicy' in rule && rule.form === context.form.key;
}

/** The table of a rule, ready to decide; null with its problems. */
export function readDecision(
  key: string,
  rule: DecisionTableRule,
  context: RuleContext,
  problems: Problem[],
): Decision | null {
  const reading = checkTable(tableOf(rule), new TableReader(context.scope));
  problems.push(...reading.problems);
  if (reading.table === null) return null;
  for (const expression of expressionsOf(reading.table)) noteCounts(context, expression);
  return makeDecision(key, rule, reading.table);
}

/** The part of a rule that is the table. */
export function tableOf({ hitPolicy, inputs, outputs, rows }: DecisionTableRule): DecisionTable {
  return { hitPolicy, inputs, outputs, rows };
}
