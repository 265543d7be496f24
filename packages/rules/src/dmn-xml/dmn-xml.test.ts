import type { DecisionTable } from '@tangram/schema';
import { expect, test } from 'vitest';
import { Dice, randomTable, scope } from '../decision-table/testing/random-table.ts';
import { readTable } from '../decision-table/read-table.ts';
import { exportDmn } from './export-dmn.ts';
import { importDmn } from './import-dmn.ts';
import { readXml } from './xml-tree.ts';

const model = { name: 'Routing & "more"', namespace: 'urn:tables' };

test('tables come back from DMN as they went in', () => {
  const dice = new Dice(15);
  for (let turn = 0; turn < 60; turn += 1) {
    const tables = [0, 1].map((index) => ({ name: `Table <${index}>`, table: randomTable(dice) }));
    const { tables: back, problems } = importDmn(exportDmn(tables, model));
    expect(problems).toEqual([]);
    expect(back).toEqual(tables.map(({ name, table }) => ({ name, table: tidy(table) })));
    expect(readTable(back[0]?.table as DecisionTable, scope).problems).toEqual([]);
  }
});

test('titles in two languages, long texts, quotes and signs survive', () => {
  const table: DecisionTable = {
    hitPolicy: 'C#',
    inputs: [
      { key: '金额', title: { en: 'Amount', zh: '金额' }, expression: '金额', type: 'number', allowed: '[0..100]' },
    ],
    outputs: [{ key: 'o', title: 'Out', type: 'text', default: '"<none>"' }],
    rows: [
      {
        key: '第一行',
        inputs: { 金额: '< 5,\n> 10' },
        outputs: { o: '"a\\n\\"b\\" & ]]> 😀"' },
        annotation: 'two\nlines\tand a tab',
        enabled: false,
        effectiveFrom: '2026-01-01',
        effectiveTo: '2026-12-31',
      },
    ],
  };
  const xml = exportDmn([{ name: 'n', table }], { ...model, language: 'zh' });
  expect(xml).toContain('label="金额"');
  expect(importDmn(xml)).toEqual({ tables: [{ name: 'n', table }], problems: [] });
});

test('the document says DMN 1.5, its input data and what a decision requires', () => {
  const table: DecisionTable = {
    hitPolicy: 'C+',
    inputs: [{ key: 'a', title: 'A', expression: 'amount', type: 'number' }],
    outputs: [{ key: 'o', title: 'O', type: 'number' }],
    rows: [{ key: 'r', inputs: { a: '> limit' }, outputs: { o: 'bonus * 2' } }],
  };
  const { root } = readXml(exportDmn([{ name: 'd', table }], model));
  expect(root?.attributes).toMatchObject({
    xmlns: 'https://www.omg.org/spec/DMN/20230324/MODEL/',
    namespace: 'urn:tables',
  });
  expect(root?.children.map((child) => [child.name, child.attributes['name']])).toEqual([
    ['inputData', 'amount'],
    ['inputData', 'bonus'],
    ['inputData', 'limit'],
    ['decision', 'd'],
  ]);
  const decision = root?.children.at(-1);
  expect(decision?.children.map((child) => child.name)).toEqual([
    'variable',
    'informationRequirement',
    'informationRequirement',
    'informationRequirement',
    'decisionTable',
  ]);
  expect(decision?.children.at(-1)?.attributes).toMatchObject({ hitPolicy: 'COLLECT', aggregation: 'SUM' });
});

const written = `<?xml version="1.0"?>
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/" name="Parcels" namespace="urn:parcels">
  <dmn:description>Written by hand for this test.</dmn:description>
  <dmn:itemDefinition name="tZone"><dmn:typeRef>string</dmn:typeRef>
    <dmn:allowedValues><dmn:text>"near", "far"</dmn:text></dmn:allowedValues></dmn:itemDefinition>
  <dmn:itemDefinition name="tParcel"><dmn:itemComponent name="weight"><dmn:typeRef>number</dmn:typeRef></dmn:itemComponent></dmn:itemDefinition>
  <dmn:inputData id="i1" name="parcel weight"><dmn:variable name="parcel weight" typeRef="number"/></dmn:inputData>
  <dmn:inputData id="i2" name="zone"><dmn:variable name="zone" typeRef="tZone"/></dmn:inputData>
  <dmn:decision id="d1" name="Postage">
    <dmn:variable name="Postage" typeRef="number"/>
    <dmn:decisionTable hitPolicy="FIRST" outputLabel="Postage">
      <dmn:input id="x" label="Weight (kg)"><dmn:inputExpression typeRef="number"><dmn:text>parcel weight</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:input id="y"><dmn:inputExpression typeRef="tZone"><dmn:text>zone</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:output typeRef="number"/>
      <dmn:rule id="_1"><dmn:description>heavy</dmn:description>
        <dmn:inputEntry><dmn:text>&gt; 20</dmn:text></dmn:inputEntry><dmn:inputEntry><dmn:text>-</dmn:text></dmn:inputEntry>
        <dmn:outputEntry><dmn:text>parcel weight * 2</dmn:text></dmn:outputEntry></dmn:rule>
      <dmn:rule id="_2">
        <dmn:inputEntry><dmn:text><![CDATA[< 20]]></dmn:text></dmn:inputEntry><dmn:inputEntry><dmn:text>"near"</dmn:text></dmn:inputEntry>
        <dmn:outputEntry expressionLanguage="groovy"><dmn:text>5</dmn:text></dmn:outputEntry></dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
  <dmn:decision id="d2" name="Greeting"><dmn:literalExpression><dmn:text>"hello"</dmn:text></dmn:literalExpression></dmn:decision>
  <dmn:businessKnowledgeModel id="b1" name="Priority">
    <dmn:encapsulatedLogic><dmn:formalParameter name="p" typeRef="tParcel"/>
      <dmn:decisionTable>
        <dmn:input><dmn:inputExpression typeRef="tParcel"><dmn:text>p</dmn:text></dmn:inputExpression></dmn:input>
        <dmn:output name="level" typeRef="feel:string"><dmn:outputValues><dmn:text>"high", "low"</dmn:text></dmn:outputValues></dmn:output>
        <dmn:output name="days" typeRef="number"/>
        <dmn:rule><dmn:inputEntry><dmn:text>? .weight &gt;</dmn:text></dmn:inputEntry>
          <dmn:outputEntry><dmn:text>"high"</dmn:text></dmn:outputEntry><dmn:outputEntry><dmn:text>1</dmn:text></dmn:outputEntry></dmn:rule>
      </dmn:decisionTable></dmn:encapsulatedLogic>
  </dmn:businessKnowledgeModel>
</dmn:definitions>`;

test('a document of another tool: names with spaces, types of the model, descriptions, and what is left out', () => {
  const { tables, problems } = importDmn(written);
  expect(tables[0]).toEqual({
    name: 'Postage',
    table: {
      hitPolicy: 'F',
      inputs: [
        { key: 'weight_kg', title: 'Weight (kg)', expression: '`parcel weight`', type: 'number' },
        { key: 'zone', title: 'zone', expression: 'zone', type: 'text', allowed: '"near", "far"' },
      ],
      outputs: [{ key: 'postage', title: 'Postage', type: 'number' }],
      rows: [
        { key: 'r1', inputs: { weight_kg: '> 20' }, outputs: { postage: '`parcel weight` * 2' }, annotation: 'heavy' },
        { key: 'r2', inputs: { weight_kg: '< 20', zone: '"near"' }, outputs: { postage: '5' } },
      ],
    },
  });
  expect(tables[1]?.table).toMatchObject({
    hitPolicy: 'U',
    inputs: [{ key: 'p' }],
    outputs: [
      { key: 'level', type: 'text', allowed: '"high", "low"' },
      { key: 'days', type: 'number' },
    ],
  });
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'RULE_DMN_LANGUAGE_LEFT /tables/0/table/rows/1/outputs/postage',
    'RULE_DMN_LOGIC_LEFT ',
    'RULE_DMN_TYPE_LEFT /tables/1/table/inputs/0/type',
    'EXPR_SYNTAX_END /tables/1/table/rows/0/inputs/p',
  ]);
});

test.each([
  ['', 'RULE_DMN_XML'],
  ['no xml', 'RULE_DMN_XML'],
  ['<definitions><decision></definitions>', 'RULE_DMN_XML'],
  ['<html/>', 'RULE_DMN_XML'],
  ['<definitions><decision name="x"><decisionTable hitPolicy="MOST"/></decision></definitions>', 'RULE_DMN_POLICY'],
])('%j is refused in words', (xml, code) => {
  expect(importDmn(xml)).toMatchObject({ tables: [], problems: [{ code }] });
});

test('signs that XML cannot hold are replaced, and entities of a document are not resolved', () => {
  const table: DecisionTable = {
    hitPolicy: 'F',
    inputs: [{ key: 'a', title: 'bell \u0007', expression: 'a' }],
    outputs: [{ key: 'o', title: 'o' }],
    rows: [],
  };
  expect(importDmn(exportDmn([{ name: 'x', table }], model)).tables[0]?.table.inputs[0]?.title).toBe('bell \uFFFD');
  const bomb =
    '<!DOCTYPE d [<!ENTITY a "x">]><definitions><decision name="&a;"><literalExpression/></decision></definitions>';
  expect(importDmn(bomb).problems[0]?.message).toContain('&a;');
});

/** As an import writes it: cells that say nothing are left out. */
function tidy(table: DecisionTable): DecisionTable {
  const cells = (written: { readonly [key: string]: string }) =>
    Object.fromEntries(Object.entries(written).filter(([, text]) => text !== '' && text !== '-'));
  return {
    ...table,
    rows: table.rows.map((row) => ({ ...row, inputs: cells(row.inputs), outputs: cells(row.outputs) })),
  };
}
