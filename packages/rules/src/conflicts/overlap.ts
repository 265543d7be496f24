import { constantOf, type Expression, literalText, type Node, readUnaryTests, type Scope } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { isEmpty, meet } from '../decision-table/health/bits.ts';
import { type CellShape, shapeOf } from '../decision-table/health/cell-shape.ts';
import { ColumnLine } from '../decision-table/health/column-line.ts';

/** Whether there can be a record for which both conditions hold; `possible`: it cannot be told. */
export type Overlap = 'none' | 'certain' | 'possible';

/**
 * Conditions are read as what they ask of each single field, and the fields' values are drawn on lines as the columns of
 * a decision table are: where the two ask for places without a common one, no record fits both. What is not a comparison
 * of a field with constants, or stands under `or`, may hold for anything.
 *
 *     amount >= 1000 and stage = "won"  |  amount < 500   ->  none
 */
export function overlapOf(one: Expression | null, other: Expression | null, form: FormModel): Overlap {
  const [a, b] = [asksOf(one, form), asksOf(other, form)];
  for (const field of a.fields.keys()) {
    const cells = [...(a.fields.get(field) ?? []), ...(b.fields.get(field) ?? [])];
    if (!canAllHold(cells)) return 'none';
  }
  return a.isWhole && b.isWhole ? 'certain' : 'possible';
}

interface Asks {
  readonly fields: ReadonlyMap<string, readonly CellShape[]>;
  /** Nothing else is asked. */
  readonly isWhole: boolean;
}

function asksOf(condition: Expression | null, form: FormModel): Asks {
  const fields = new Map<string, CellShape[]>();
  if (condition === null) return { fields, isWhole: true };
  let isWhole = true;
  for (const part of conjuncts(condition.ast)) {
    const asked = askedBy(part, condition, form);
    if (asked === null) isWhole = false;
    else fields.set(asked.field, [...(fields.get(asked.field) ?? []), asked.shape]);
  }
  return { fields, isWhole };
}

function conjuncts(node: Node): readonly Node[] {
  return node.type === 'logic' && node.operator === 'and' ? node.operands.flatMap(conjuncts) : [node];
}

function askedBy(node: Node, condition: Expression, form: FormModel): { field: string; shape: CellShape } | null {
  const asked =
    node.type === 'comparison' ? comparison(node, condition) : node.type === 'in' ? among(node, condition) : null;
  const field = asked === null ? undefined : form.fields.get(asked.field);
  if (asked === null || field === undefined || field.references !== undefined) return null;
  const scope: Scope = { variables: {} };
  const { expression } = readUnaryTests(asked.tests, scope, field.feelType);
  const shape = expression === null ? null : shapeOf(expression, 'UTC');
  return shape === null || shape.type === 'unclear' ? null : { field: asked.field, shape };
}

type Asked = { readonly field: string; readonly tests: string } | null;

const mirrored: { readonly [operator: string]: string } = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function comparison({ operator, left, right }: Extract<Node, { type: 'comparison' }>, condition: Expression): Asked {
  const [name, constant] = left.type === 'name' ? [left, right] : [right, left];
  const value = constantOf(condition, constant);
  if (name.type !== 'name' || value === undefined) return null;
  const asked = name === left ? operator : (mirrored[operator] ?? operator);
  return { field: name.name, tests: asked === '=' ? literalText(value) : `${asked} ${literalText(value)}` };
}

function among({ value, tests, isNegated }: Extract<Node, { type: 'in' }>, condition: Expression): Asked {
  const constants = tests.map((test) => constantOf(condition, test));
  if (value.type !== 'name' || isNegated || constants.includes(undefined)) return null;
  return { field: value.name, tests: constants.map((constant) => literalText(constant ?? null)).join(', ') };
}

function canAllHold(cells: readonly CellShape[]): boolean {
  const line = new ColumnLine(cells, null, true);
  return !isEmpty(cells.reduce((left, cell) => meet(left, line.draw(cell)), line.possible));
}
