import { booleanType, dateType, type FeelType, numberType, type Scope, textType } from '@tangram/expression';
import { type DecisionTable, type HitPolicy, hitPolicies, type TableInput, type TableOutput } from '@tangram/schema';

/** Chance with a seed, so that a failing case can be repeated: a linear congruential generator is plenty here. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  chance(share: number): boolean {
    return this.below(1000) < share * 1000;
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }
}

/** What random tables ask about; values stand in wire form, in small domains, so that cells meet. */
export const fields: {
  readonly [name: string]: { readonly type: FeelType; readonly values: readonly (string | number | boolean | null)[] };
} = {
  amount: { type: numberType, values: [null, -1, 0, 1, 2, 2.5, 3, 4, 5, 6, 10, 100.25] },
  stage: { type: textType, values: [null, '', 'won', 'lost', '新线索', "O'Brien"] },
  is_open: { type: booleanType, values: [null, true, false] },
  due: { type: dateType, values: [null, '2026-01-30', '2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'] },
};

export const scope: Scope = {
  variables: Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, type])),
};

/** A table without mistakes; every kind of cell that can be analysed turns up, and a few that cannot. */
export function randomTable(
  dice: Dice,
  options: { policy?: HitPolicy; rows?: number; hasOpenCells?: boolean } = {},
): DecisionTable {
  const { policy = dice.pick(hitPolicies), rows = 1 + dice.below(6), hasOpenCells = true } = options;
  const names = Object.keys(fields).filter(() => dice.chance(0.7));
  const columns = names.length === 0 ? ['amount'] : names;
  const inputs = columns.map((name): TableInput => {
    const kind = fields[name]?.type.type as string;
    return { key: `in_${name}`, title: name, expression: name, type: kind };
  });
  const isOne = ['C+', 'C<', 'C>', 'C#', 'R', 'O', 'C'].includes(policy) || dice.chance(0.5);
  const first: TableOutput =
    policy === 'C+' || policy === 'C<' || policy === 'C>' || (policy !== 'P' && policy !== 'O' && dice.chance(0.4))
      ? { key: 'out', title: 'Out', type: 'number', ...(dice.chance(0.4) ? { default: '0' } : {}) }
      : {
          key: 'out',
          title: 'Out',
          type: 'text',
          allowed: '"high", "middle", "low"',
          ...(dice.chance(0.4) ? { default: '"low"' } : {}),
        };
  const outputs = isOne ? [first] : [first, { key: 'note', title: { en: 'Note', zh: '备注' }, type: 'text' }];
  return {
    hitPolicy: policy,
    inputs,
    outputs,
    rows: Array.from({ length: rows }, (_row, index) => ({
      key: `r${index + 1}`,
      inputs: Object.fromEntries(columns.map((name) => [`in_${name}`, randomCell(dice, name, hasOpenCells)])),
      outputs: {
        out: dice.chance(0.1)
          ? ''
          : first.type === 'number'
            ? dice.pick(['1', '2.5', '-3', 'amount * 2', '1'])
            : dice.pick(['"high"', '"middle"', '"low"']),
        ...(isOne ? {} : { note: dice.pick(['"x"', '"y"', 'stage']) }),
      },
      ...(dice.chance(0.1) ? { annotation: 'Said by "sales" <team> & others' } : {}),
      ...(dice.chance(0.05) ? { enabled: false } : {}),
      ...(dice.chance(0.05) ? { effectiveFrom: '2026-02-01' } : {}),
      ...(dice.chance(0.05) ? { effectiveTo: '2026-03-01' } : {}),
    })),
  };
}

function randomCell(dice: Dice, name: string, hasOpenCells: boolean): string {
  if (dice.chance(0.25)) return dice.pick(['-', '', '-']);
  if (hasOpenCells && dice.chance(0.05))
    return name === 'is_open' ? '? = true' : name === 'amount' ? '< string length(stage)' : `? != null`;
  if (dice.chance(0.05)) return dice.pick(['null', 'not(null)']);
  const one = () => literal(dice, name);
  if (name === 'is_open') return dice.pick(['true', 'false', 'not(true)', 'true, false']);
  const test = () => {
    const kind = dice.below(5);
    if (kind === 0) return `${dice.pick(['<', '<=', '>', '>='])} ${one()}`;
    if (kind === 1) {
      const [low, high] = [one(), one()];
      return `${dice.pick(['[', '('])}${low}..${high}${dice.pick([']', ')'])}`;
    }
    return one();
  };
  const tests = Array.from({ length: 1 + dice.below(3) }, test).join(', ');
  return dice.chance(0.2) ? `not(${tests})` : tests;
}

function literal(dice: Dice, name: string): string {
  const value = dice.pick((fields[name]?.values ?? []).filter((each) => each !== null));
  if (typeof value === 'string') return name === 'due' ? `@"${value}"` : JSON.stringify(value);
  return String(value);
}
