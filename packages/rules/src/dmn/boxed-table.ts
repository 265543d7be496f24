import { anyType, type FeelType, listOf, type Scope } from '@tangram/expression';
import type { DecisionTable, HitPolicy, TableInput, TableOutput } from '@tangram/schema';
import { compileTable } from '../decision-table/compile-table.ts';
import { hitRules } from '../decision-table/hit-policies.ts';
import { TableReader } from '../decision-table/read-table.ts';
import type { Compiled } from './boxed.ts';
import type { BoxedTable, DmnType } from './model.ts';
import type { ModelTypes } from './model-types.ts';

/** The hit policy of DMN's two attributes (sections 8.2.10, 8.2.11); null for words that are none. */
export function hitPolicyNamed(policy = 'UNIQUE', aggregation?: string): HitPolicy | null {
  const sign = aggregation === undefined || aggregation === '' ? '' : signs[aggregation];
  const initial = initials[policy];
  if (initial === undefined || sign === undefined) return null;
  return initial === 'C' ? (`C${sign}` as HitPolicy) : initial;
}

const initials: { readonly [policy: string]: HitPolicy } = {
  UNIQUE: 'U',
  ANY: 'A',
  PRIORITY: 'P',
  FIRST: 'F',
  'RULE ORDER': 'R',
  'OUTPUT ORDER': 'O',
  COLLECT: 'C',
};

const signs: { readonly [aggregation: string]: string } = { SUM: '+', MIN: '<', MAX: '>', COUNT: '#' };

/** A table among the boxes of a model, run by the engine of all tables. */
export function compileBoxedTable(boxed: BoxedTable, scope: Scope, types: ModelTypes, expected?: DmnType): Compiled {
  const nothing: Compiled = { type: anyType, evaluate: () => null };
  const hitPolicy = hitPolicyNamed(boxed.hitPolicy, boxed.aggregation);
  if (hitPolicy === null) return nothing;
  // Types that are not plain names stand under the key of their column.
  const inPlace = new Map<string, DmnType>();
  const document = tableDocument(boxed, hitPolicy, types, inPlace, expected);
  const reader = new TableReader(scope, {
    mode: 'standard',
    types: types.named,
    declared: (name) => types.declared(inPlace.get(name)),
  });
  const { table } = reader.read(document);
  if (table === null) return nothing;
  const compiled = compileTable(table);
  return {
    type: resultType(hitPolicy, table.outputs),
    evaluate: (variables, { now, zone }) => compiled.evaluate({ variables, now, zone }).value,
  };
}

function tableDocument(
  boxed: BoxedTable,
  hitPolicy: HitPolicy,
  types: ModelTypes,
  inPlace: Map<string, DmnType>,
  expected: DmnType | undefined,
): DecisionTable {
  const typeIn = (key: string, type: DmnType | undefined) => {
    if (type === undefined) return {};
    inPlace.set(`type of ${key}`, type);
    return { type: `type of ${key}` };
  };
  const inputs = boxed.inputs.map((input, index): TableInput => {
    const key = `input ${index + 1}`;
    const allowed = input.values === undefined ? {} : { allowed: input.values };
    return {
      key,
      title: input.label ?? '',
      expression: input.expr ?? input.label ?? '',
      ...typeIn(key, input.type),
      ...allowed,
    };
  });
  const outputs = boxed.outputs.map((output, index): TableOutput => {
    const key = output.name ?? output.label ?? `output ${index + 1}`;
    const allowed = output.values ?? allowedOf(output, boxed.outputs.length > 1, types, expected);
    return {
      key,
      title: output.label ?? key,
      ...typeIn(key, output.type),
      ...(allowed === undefined ? {} : { allowed }),
      ...(output.default === undefined ? {} : { default: output.default }),
    };
  });
  const cells = (columns: readonly { readonly key: string }[], texts: readonly string[]) =>
    Object.fromEntries(columns.map(({ key }, index) => [key, texts[index] ?? '']));
  const rows = boxed.rules.map((rule, index) => ({
    key: `row ${index + 1}`,
    inputs: cells(inputs, rule.in),
    outputs: cells(outputs, rule.out),
  }));
  return { hitPolicy, inputs, outputs, rows };
}

/** Output values that only the type says: of the column, or of what the table as a whole gives. */
function allowedOf(
  output: BoxedTable['outputs'][number],
  isOneOfSeveral: boolean,
  types: ModelTypes,
  expected: DmnType | undefined,
): string | undefined {
  const own = types.definition(output.type)?.allowed;
  if (own !== undefined) return own;
  const whole = types.definition(expected);
  if (!isOneOfSeveral) return whole?.allowed;
  const fields = whole?.fields ?? whole?.context ?? types.definition(whole?.type)?.fields;
  const name = output.name ?? '';
  return fields !== undefined && Object.hasOwn(fields, name) ? types.definition(fields[name])?.allowed : undefined;
}

function resultType(policy: HitPolicy, outputs: readonly { key: string; type: { feel: FeelType } }[]): FeelType {
  const rule = hitRules[policy];
  if (rule.aggregates === true) return anyType;
  const [first] = outputs;
  const one: FeelType =
    outputs.length === 1 && first !== undefined
      ? first.type.feel
      : { type: 'context', members: Object.fromEntries(outputs.map(({ key, type }) => [key, type.feel])) };
  return rule.givesList === true ? listOf(one) : one;
}
