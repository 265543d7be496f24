import type { JsonObject, Problem } from '@tangram/schema';
import { decide } from '../../decision-table/decide.ts';
import { findDecision, writtenByTable } from '../../decision-table/find-decision.ts';
import type { ActionType } from '../action-type.ts';

interface EvaluateTable extends JsonObject {
  /** Key of a decision table of the same form. */
  readonly table: string;
}

/** Asks a decision table and writes what it says into the fields that it names. */
export const evaluateTable: ActionType<EvaluateTable> = {
  type: 'evaluate-table',
  title: { en: 'Ask a decision table', zh: '查决策表' },
  description: {
    en: 'Look the record up in a decision table and write its outputs.',
    zh: '用决策表得出结果并写入字段。',
  },
  icon: 'TableOutlined',
  stage: 'record',
  settings: {
    type: 'object',
    required: ['table'],
    additionalProperties: false,
    properties: {
      table: {
        type: 'string',
        format: 'tangram-key',
        title: { en: 'Decision table', zh: '决策表' },
        widget: 'rule',
        accepts: ['decision-table'],
      },
    },
  },
  initial: () => ({ table: '' }),
  check({ table }, context) {
    const problems: Problem[] = [];
    const found = findDecision(context, table, '/table', problems);
    // What is wrong within the table is said where it is edited.
    return found === null ? problems.filter(({ path }) => path === '/table') : [];
  },
  sentence: ({ table }, names) =>
    names.language === 'zh' ? `查决策表“${names.rule(table)}”` : `Ask the decision table ${names.rule(table)}`,
  writes: ({ table }, rules) => writtenByTable(rules, table),
  compile({ table }, context) {
    const decision = findDecision(context, table, '/table', []);
    return {
      reads: decision?.reads ?? [],
      constants: null,
      async run(targets) {
        if (decision !== null) for (const target of targets) decide(decision, target);
      },
    };
  },
};
