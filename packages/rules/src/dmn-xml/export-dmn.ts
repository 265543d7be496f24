import { anyType, childrenOf, type Node, readExpression, readUnaryTests } from '@tangram/expression';
import {
  type ColumnType,
  columnTypes,
  type DecisionTable,
  type HitPolicy,
  type Language,
  type LocalText,
  type TableInput,
  type TableOutput,
  type TableRow,
  textIn,
} from '@tangram/schema';
import { hitRules } from '../decision-table/hit-policies.ts';
import { dmnTypeNames } from './type-names.ts';
import { element } from './xml-text.ts';

/** A table with the name of its decision. */
export interface NamedTable {
  readonly name: string;
  readonly table: DecisionTable;
}

export interface DmnExport {
  /** Name of the model. */
  readonly name: string;
  /** URI of the model. */
  readonly namespace: string;
  /** Language of the labels; all languages travel along in attributes of ours. */
  readonly language?: Language;
}

/**
 * Tables as one DMN 1.5 document: a decision for each, and the names that their inputs read as input data. What DMN has
 * no word for (titles in several languages, disabled rows, days of effect) stands in attributes of the namespace
 * `https://tangram.example/dmn`, which other tools pass over.
 */
export function exportDmn(tables: readonly NamedTable[], model: DmnExport): string {
  const { name, namespace, language = 'en' } = model;
  const inputs = inputNames(tables);
  const idOf = new Map([...inputs.keys()].map((input, index) => [input, `inputData.${index + 1}`]));
  const data = [...inputs].map(([input, type]) =>
    element('inputData', { id: idOf.get(input), name: input }, [
      element('variable', { id: `${idOf.get(input)}.variable`, name: input, typeRef: dmnTypeNames[type] }),
    ]),
  );
  const decisions = tables.map(({ name: title, table }, index) => {
    const id = `decision.${index + 1}`;
    const requirements = [...inputNames([{ name: title, table }]).keys()].map((input, place) =>
      element('informationRequirement', { id: `${id}.requirement.${place + 1}` }, [
        element('requiredInput', { href: `#${idOf.get(input)}` }),
      ]),
    );
    const typeRef = resultType(table);
    return element('decision', { id, name: title }, [
      element('variable', { id: `${id}.variable`, name: title, typeRef }),
      ...requirements,
      tableElement(table, index + 1, language),
    ]);
  });
  const root = element(
    'definitions',
    {
      xmlns: 'https://www.omg.org/spec/DMN/20230324/MODEL/',
      'xmlns:tangram': 'https://tangram.example/dmn',
      id: 'definitions',
      name,
      namespace,
    },
    [...data, ...decisions],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** `input.1.amount`: the key of a part within an id that no other part of the document has. */
export function partId(kind: 'input' | 'output' | 'row', table: number, key: string): string {
  return `${kind}.${table}.${key}`;
}

function tableElement(table: DecisionTable, number: number, language: Language): string {
  const { hitPolicy } = table;
  const hasNotes = table.rows.some((row) => row.annotation !== undefined);
  return element(
    'decisionTable',
    { id: `table.${number}`, ...policyAttributes(hitPolicy), preferredOrientation: 'Rule-as-Row' },
    [
      ...table.inputs.map((input) => inputElement(input, number, language)),
      ...table.outputs.map((output) => outputElement(output, number, table.outputs.length > 1, language)),
      ...(hasNotes ? [element('annotation', { name: 'Annotation' })] : []),
      ...table.rows.map((row) => rowElement(row, table, number, hasNotes)),
    ],
  );
}

function policyAttributes(policy: HitPolicy): { hitPolicy: string; aggregation?: string } {
  const aggregation = { '+': 'SUM', '<': 'MIN', '>': 'MAX', '#': 'COUNT' }[policy.slice(1)];
  return {
    hitPolicy: policyNames[policy.slice(0, 1)] as string,
    ...(aggregation === undefined ? {} : { aggregation }),
  };
}

const policyNames: { readonly [initial: string]: string } = {
  U: 'UNIQUE',
  A: 'ANY',
  P: 'PRIORITY',
  F: 'FIRST',
  R: 'RULE ORDER',
  O: 'OUTPUT ORDER',
  C: 'COLLECT',
};

function inputElement(input: TableInput, table: number, language: Language): string {
  const { key, title, expression, type, allowed } = input;
  return element('input', { id: partId('input', table, key), ...labels(title, language) }, [
    element('inputExpression', { typeRef: typeRefOf(type) }, [element('text', {}, expression)]),
    ...(isBlank(allowed) ? [] : [element('inputValues', {}, [element('text', {}, allowed)])]),
  ]);
}

function outputElement(output: TableOutput, table: number, isNamed: boolean, language: Language): string {
  const { key, title, type, allowed, default: fallback } = output;
  const name = isNamed ? key : undefined;
  return element(
    'output',
    { id: partId('output', table, key), name, ...labels(title, language), typeRef: typeRefOf(type) },
    [
      ...(isBlank(allowed) ? [] : [element('outputValues', {}, [element('text', {}, allowed)])]),
      ...(isBlank(fallback) ? [] : [element('defaultOutputEntry', {}, [element('text', {}, fallback)])]),
    ],
  );
}

function rowElement(row: TableRow, table: DecisionTable, number: number, hasNotes: boolean): string {
  const attributes = {
    id: partId('row', number, row.key),
    'tangram:enabled': row.enabled === false ? 'false' : undefined,
    'tangram:effectiveFrom': row.effectiveFrom,
    'tangram:effectiveTo': row.effectiveTo,
  };
  const text = (written: string) => [element('text', {}, written)];
  return element('rule', attributes, [
    ...table.inputs.map(({ key }) => element('inputEntry', {}, text(isBlank(row.inputs[key]) ? '-' : row.inputs[key]))),
    ...table.outputs.map(({ key }) => element('outputEntry', {}, text(row.outputs[key] ?? ''))),
    ...(hasNotes ? [element('annotationEntry', {}, text(row.annotation ?? ''))] : []),
  ]);
}

function labels(title: LocalText, language: Language): { label: string; 'tangram:titles'?: string } {
  const label = textIn(title, language);
  return typeof title === 'string' ? { label } : { label, 'tangram:titles': JSON.stringify(title) };
}

function isBlank(text: string | undefined): text is undefined | '' {
  return text === undefined || text.trim() === '';
}

function typeRefOf(type: string | undefined): string | undefined {
  return type === undefined ? undefined : isColumnType(type) ? dmnTypeNames[type] : type;
}

function isColumnType(type: string): type is ColumnType {
  return (columnTypes as readonly string[]).includes(type);
}

/** The type of the decision where it is a plain one: that of the only output. */
function resultType({ hitPolicy, outputs }: DecisionTable): string | undefined {
  if (hitPolicy === 'C#') return dmnTypeNames.number;
  return outputs.length === 1 && hitRules[hitPolicy].givesList !== true ? typeRefOf(outputs[0]?.type) : undefined;
}

/** The names that tables read, with the type of the column that is nothing but the name. */
function inputNames(tables: readonly NamedTable[]): Map<string, ColumnType> {
  const names = new Map<string, ColumnType>();
  for (const { table } of tables) {
    for (const { expression, type } of table.inputs) {
      const isNameOnly = type !== undefined && isColumnType(type);
      for (const name of namesIn(expression)) {
        if (isNameOnly && expression.trim() === name) names.set(name, type);
        else if (!names.has(name)) names.set(name, 'any');
      }
    }
    const texts = table.rows.flatMap((row) => Object.values(row.outputs));
    for (const name of [...texts, ...table.outputs.map((output) => output.default ?? '')].flatMap(namesIn)) {
      if (!names.has(name)) names.set(name, 'any');
    }
    for (const name of table.rows.flatMap((row) => Object.values(row.inputs)).flatMap(namesInTests)) {
      if (!names.has(name)) names.set(name, 'any');
    }
  }
  return names;
}

/** Names that an expression takes from outside it; none where it cannot be read. */
function namesIn(text: string): string[] {
  const { expression } = readExpression(text, { variables: {} }, { mode: 'standard' });
  return expression === null ? [] : freeNames(expression.ast);
}

function namesInTests(text: string): string[] {
  const { expression } = readUnaryTests(text, { variables: {} }, anyType, { mode: 'standard' });
  return expression === null ? [] : freeNames(expression.ast);
}

function freeNames(node: Node): string[] {
  if (node.type === 'name') return node.binding === 'dynamic' && node.name !== '?' ? [node.name] : [];
  const below = childrenOf(node).flatMap(freeNames);
  return node.type === 'filter' ? below.filter((name) => name !== 'item') : below;
}
