import { type DecisionTableRule, keySchema, type Problem } from '@tangram/schema';
import { findWritableField } from '../../check/check-names.ts';
import type { RulePart } from '../../check/rule-part.ts';
import { checkTable } from '../../decision-table/check-table.ts';
import { decide } from '../../decision-table/decide.ts';
import { readDecision, tableOf } from '../../decision-table/find-decision.ts';
import { TableReader } from '../../decision-table/read-table.ts';
import { tableProperties } from '../../decision-table/table-shape.ts';
import { ruleProblem } from '../../errors.ts';
import type { RuleKind } from '../rule-kind.ts';
import { ruleShape } from '../rule-shape.ts';
import { tableInSql } from './table-in-sql.ts';

/** Conditions in columns, one decision per row, over the fields of a record. */
export const decisionTable: RuleKind<DecisionTableRule> = {
  type: 'decision-table',
  title: { en: 'Decision table', zh: '决策表' },
  description: { en: 'Many cases side by side, as in a spreadsheet.', zh: '像表格一样并列多种情况和结果。' },
  icon: 'TableOutlined',
  shape: ruleShape({
    required: ['runs', 'writes', 'hitPolicy', 'inputs', 'outputs', 'rows'],
    properties: {
      ...tableProperties,
      runs: { enum: ['saved', 'called'] },
      writes: { type: 'object', additionalProperties: keySchema },
    },
  }),
  initial: (form, title) => ({
    type: 'decision-table',
    title,
    form,
    enabled: true,
    runs: 'saved',
    writes: {},
    hitPolicy: 'F',
    inputs: [],
    outputs: [],
    rows: [],
  }),
  check(rule, part) {
    const isShaped = ['/hitPolicy', '/inputs', '/outputs', '/rows'].every((path) => part.sound(path));
    const table = isShaped ? checkTable(tableOf(rule), new TableReader(part.context.scope)).problems : [];
    return [...table, ...(part.sound('/writes') ? checkWrites(rule, part) : [])];
  },
  actions: () => [],
  writes: ({ writes }) => Object.values(writes),
  compile(rule, context, problems) {
    const decision = readDecision(context.rule, rule, context, problems);
    return {
      moment: { kinds: new Set(rule.runs === 'saved' ? ['create', 'update'] : []), fields: null },
      condition: null,
      steps: [],
      work:
        decision === null
          ? null
          : {
              reads: decision.reads,
              owns: null,
              isQuiet: true,
              inSql: tableInSql(decision.table, rule, context.form),
              async record(fired) {
                for (const { record, firing } of fired) decide(decision, record.target(firing));
              },
              reason: ({ tables }) => decision.reason(tables?.[0]),
              stand: (_values, environment) => ({ tables: [decision.evaluate(environment).trace] }),
            },
    };
  },
};

function checkWrites({ writes, outputs }: DecisionTableRule, { context }: RulePart): Problem[] {
  const problems: Problem[] = [];
  for (const [output, field] of Object.entries(writes)) {
    const path = `/writes/${output}`;
    const isKnown = Array.isArray(outputs) && outputs.some(({ key }) => key === output);
    if (!isKnown) problems.push(ruleProblem('RULE_TABLE_COLUMN_UNKNOWN', path, { column: output }));
    findWritableField(context, field, path, problems);
  }
  return problems;
}
