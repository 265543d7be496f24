import { anyType, type FeelType, readExpression, type Scope, stringLiteral } from '@tangram/expression';
import { columnTypeNamed } from '@tangram/rules';
import { type ColumnType, columnTypes, type DecisionTableRule, type Language, type LocalText } from '@tangram/schema';
import type { ConditionNames } from '../../../expressions/index.ts';

/** A value that a column offers, as FEEL and in words: `"won"`, "Won". */
export interface TableChoice {
  readonly literal: string;
  readonly label: string;
}

/** A column of the grid, from left to right: the conditions, the results, the notes. */
export interface TableColumn {
  readonly side: 'input' | 'output' | 'annotation';
  readonly key: string;
  /** Place among the columns of its side. */
  readonly index: number;
  /** Its line in the grid: that of the row numbers is the first, and a side without columns leaves one free. */
  readonly line: number;
  readonly title: LocalText;
  readonly type: ColumnType;
  readonly feel: FeelType;
  /** The values of a select field, yes and no; none where any value may stand. */
  readonly choices: readonly TableChoice[];
}

/** The columns of a table with what its form knows of them. */
export function tableColumns(
  { inputs, outputs, writes }: Pick<DecisionTableRule, 'inputs' | 'outputs' | 'writes'>,
  scope: Scope,
  names: ConditionNames,
  language: Language,
): TableColumn[] {
  const firstOutput = 2 + Math.max(inputs.length, 1);
  const column = (
    side: 'input' | 'output',
    { key, title, type: declared }: { key: string; title: LocalText; type?: string },
    index: number,
    path: string,
    fallback: FeelType,
  ): TableColumn => {
    const feel = (declared === undefined ? undefined : columnTypeNamed(declared, () => undefined)?.feel) ?? fallback;
    const type = columnTypeOf(feel);
    const line = (side === 'input' ? 2 : firstOutput) + index;
    return { side, key, index, line, title, type, feel, choices: choicesOf(type, names.optionsOf?.(path), language) };
  };
  return [
    ...inputs.map((input, index) => {
      const fallback = readExpression(input.expression, scope).expression?.type ?? anyType;
      return column('input', input, index, input.expression.trim(), fallback);
    }),
    ...outputs.map((output, index) => column('output', output, index, writes[output.key] ?? '', anyType)),
    {
      side: 'annotation',
      key: 'annotation',
      index: 0,
      line: firstOutput + Math.max(outputs.length, 1),
      title: notes,
      type: 'text',
      feel: { type: 'text' },
      choices: [],
    },
  ];
}

const notes: LocalText = { en: 'Note', zh: '说明' };

/** The type of a column over values of a type; `any` where columns know none. */
export function columnTypeOf(feel: FeelType): ColumnType {
  return columnTypes.find((type) => type === feel.type) ?? 'any';
}

function choicesOf(
  type: ColumnType,
  options: readonly { readonly value: string; readonly label: string }[] | undefined,
  language: Language,
): readonly TableChoice[] {
  if (type === 'boolean') {
    return ['true', 'false'].map((literal) => ({ literal, label: booleanWord(literal === 'true', language) }));
  }
  return (options ?? []).map(({ value, label }) => ({ literal: stringLiteral(value), label }));
}

export function booleanWord(value: boolean, language: Language): string {
  return language === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
}
