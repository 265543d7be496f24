import { evaluateExpressionSync } from '@gorules/zen-engine';
import { parse as parseCel } from '@marcbachmann/cel-js';
import { compileClosure, type Environment, type Expression, type FeelValue } from '@tangram/expression';
import { compileFunction } from '@tangram/expression/function';
import { evaluate as evaluateFeelin } from 'feelin';
import jsonata from 'jsonata';
import jsonLogic from 'json-logic-js';
import { Engine } from 'json-rules-engine';
import type { Lead } from './leads.ts';
import { celText, eventRules, feelText, jsonataText, jsonLogicRule, scoreByHand, zenText } from './score-texts.ts';

/** One way of scoring leads: the sum of their scores, in the form the engine would be used in. */
export interface Scorer {
  readonly name: string;
  /** Times as long as the hand-written function at most; 1 is that function; null for the libraries, which ours must beat. */
  readonly bar: number | null;
  sum(leads: readonly Lead[]): number | Promise<number>;
}

export function makeScorers(expression: Expression): Scorer[] {
  return [
    {
      name: 'hand-written function',
      bar: 1,
      sum: (leads) => {
        let sum = 0;
        for (const lead of leads) sum += scoreByHand(lead);
        return sum;
      },
    },
    { name: 'Tangram, generated function', bar: 3, sum: ourSum(compileFunction(expression)) },
    { name: 'Tangram, closures', bar: 8, sum: ourSum(compileClosure(expression)) },
    ...libraries(),
  ];
}

function libraries(): Scorer[] {
  const cel = parseCel(celText);
  const query = jsonata(jsonataText);
  const engine = new Engine(
    eventRules.map(({ fact, operator, value, points }) => ({
      conditions: { all: [{ fact, operator, value }] },
      event: { type: 'points', params: { points } },
    })),
  );
  return [
    synchronous('@marcbachmann/cel-js', (lead) => Number(cel(lead))),
    synchronous('json-logic-js', (lead) => Number(jsonLogic.apply(jsonLogicRule, lead))),
    synchronous('@gorules/zen-engine', (lead) => Number(evaluateExpressionSync(zenText, lead))),
    asynchronous('jsonata', async (lead) => Number(await query.evaluate(lead))),
    asynchronous('json-rules-engine', async (lead) => {
      const { events } = await engine.run({ ...lead });
      return events.reduce((sum, event) => sum + Number(event.params?.['points']), 0);
    }),
    synchronous('feelin', (lead) => Number(evaluateFeelin(feelText, { ...lead }).value)),
  ];
}

function ourSum(evaluate: (environment: Environment) => FeelValue): Scorer['sum'] {
  const run = { now: new Date('2026-11-22T00:00:00Z'), zone: 'Asia/Shanghai' };
  return (leads) => {
    let sum = 0;
    for (const lead of leads) sum += Number(evaluate({ ...run, variables: lead }));
    return sum;
  };
}

function synchronous(name: string, score: (lead: Lead) => number): Scorer {
  return {
    name,
    bar: null,
    sum: (leads) => {
      let sum = 0;
      for (const lead of leads) sum += score(lead);
      return sum;
    },
  };
}

function asynchronous(name: string, score: (lead: Lead) => Promise<number>): Scorer {
  return {
    name,
    bar: null,
    sum: async (leads) => {
      let sum = 0;
      for (const lead of leads) sum += await score(lead);
      return sum;
    },
  };
}
