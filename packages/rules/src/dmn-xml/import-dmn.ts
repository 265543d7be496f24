import { anyType, readExpression, readUnaryTests, type Scope } from '@tangram/expression';
import {
  type DecisionTable,
  isKey,
  keyFrom,
  type LocalText,
  type Problem,
  type TableInput,
  type TableOutput,
  type TableRow,
} from '@tangram/schema';
import { hitPolicyNamed } from '../dmn/boxed-table.ts';
import { ruleProblem } from '../errors.ts';
import type { NamedTable } from './export-dmn.ts';
import { columnTypeOf } from './type-names.ts';
import { childNamed, childrenNamed, readXml, textOf, type XmlElement } from './xml-tree.ts';

export interface DmnImport {
  readonly tables: readonly NamedTable[];
  /** What could not be taken over, each naming the decision, column or type; `path` points into `tables`. */
  readonly problems: readonly Problem[];
}

/**
 * The decision tables of a DMN document, of any version from 1.1 to 1.5: of decisions and of business knowledge models.
 * Cells stay as they are written, but names with spaces come in backticks, as FEEL is read here. Reports `RULE_DMN_*`
 * for other logic, types of the model that no column can have, and languages other than FEEL.
 */
export function importDmn(xml: string): DmnImport {
  const { root, error } = readXml(xml);
  if (root === null) return { tables: [], problems: [ruleProblem('RULE_DMN_XML', '', { reason: error })] };
  if (root.name !== 'definitions') {
    return { tables: [], problems: [ruleProblem('RULE_DMN_XML', '', { reason: `<${root.name}>` })] };
  }
  const problems: Problem[] = [];
  const tables: NamedTable[] = [];
  const types = itemTypes(root);
  const scope = namesOf(root);
  for (const element of root.children) {
    if (element.name !== 'decision' && element.name !== 'businessKnowledgeModel') continue;
    const name = element.attributes['name'] ?? element.attributes['id'] ?? '';
    const logic = element.name === 'decision' ? element : childNamed(element, 'encapsulatedLogic');
    const table = childNamed(logic, 'decisionTable');
    if (table === undefined) {
      problems.push(ruleProblem('RULE_DMN_LOGIC_LEFT', '', { decision: name }));
      continue;
    }
    const reader = new TableImport(`/tables/${tables.length}/table`, types, scope, problems);
    const read = reader.read(table, name);
    if (read !== null) tables.push({ name, table: read });
  }
  return { tables, problems };
}

interface ItemType {
  readonly type: string;
  readonly allowed: string;
}

/** The item definitions that are a plain type, perhaps with allowed values. */
function itemTypes(root: XmlElement): ReadonlyMap<string, ItemType> {
  const types = new Map<string, ItemType>();
  for (const item of childrenNamed(root, 'itemDefinition')) {
    const { name = '', isCollection } = item.attributes;
    const typeRef = (childNamed(item, 'typeRef')?.text ?? item.attributes['typeRef'] ?? '').trim();
    const type = columnTypeOf(typeRef) ?? types.get(typeRef)?.type;
    if (type === undefined || isCollection === 'true' || childNamed(item, 'itemComponent') !== undefined) continue;
    types.set(name, {
      type,
      allowed: textOf(childNamed(item, 'allowedValues')) || (types.get(typeRef)?.allowed ?? ''),
    });
  }
  return types;
}

/** Every name that cells may use, so that those with spaces are recognised. */
function namesOf(root: XmlElement): Scope {
  const named = root.children.filter((child) => child.name !== 'itemDefinition' && child.name !== 'import');
  const parameters = named.flatMap((child) =>
    childrenNamed(childNamed(child, 'encapsulatedLogic') ?? child, 'formalParameter'),
  );
  const names = [...named, ...parameters].flatMap(({ attributes }) => attributes['name'] ?? []);
  return { variables: Object.fromEntries(names.map((name) => [name, anyType])) };
}

class TableImport {
  private readonly path: string;
  private readonly types: ReadonlyMap<string, ItemType>;
  private readonly scope: Scope;
  private readonly problems: Problem[];
  private readonly spaced: readonly string[];

  constructor(path: string, types: ReadonlyMap<string, ItemType>, scope: Scope, problems: Problem[]) {
    this.path = path;
    this.types = types;
    this.scope = scope;
    this.problems = problems;
    this.spaced = Object.keys(scope.variables).filter((name) => !/^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(name));
  }

  read(element: XmlElement, name: string): DecisionTable | null {
    const { hitPolicy, aggregation } = element.attributes;
    const policy = hitPolicyNamed(hitPolicy, aggregation);
    if (policy === null) {
      const words = `${hitPolicy ?? ''} ${aggregation ?? ''}`.trim();
      this.problems.push(ruleProblem('RULE_DMN_POLICY', '', { decision: name, policy: words }));
      return null;
    }
    const taken = new Set<string>();
    const inputs = childrenNamed(element, 'input').map((input, index) => this.input(input, index, taken));
    const outputsTaken = new Set<string>();
    const outputs = childrenNamed(element, 'output').map((output, index) =>
      this.output(output, index, element.attributes['outputLabel'] ?? name, outputsTaken),
    );
    const rowsTaken = new Set<string>();
    const rows = childrenNamed(element, 'rule').map((rule, index) => this.row(rule, index, inputs, outputs, rowsTaken));
    return { hitPolicy: policy, inputs, outputs, rows };
  }

  private input(element: XmlElement, index: number, taken: Set<string>): TableInput {
    const path = `${this.path}/inputs/${index}`;
    const asked = childNamed(element, 'inputExpression');
    const written = textOf(asked);
    const { type, allowed } = this.typed(asked?.attributes['typeRef'], path);
    const values = this.tests(textOf(childNamed(element, 'inputValues')), `${path}/allowed`) || allowed;
    const label = element.attributes['label'] ?? written;
    this.checkLanguage(asked, `${path}/expression`);
    return {
      key: partKey(element, label, taken, 'input'),
      title: titleOf(element, label),
      expression: this.expression(written, `${path}/expression`),
      ...(type === undefined ? {} : { type }),
      ...(values === '' ? {} : { allowed: values }),
    };
  }

  private output(element: XmlElement, index: number, whole: string, taken: Set<string>): TableOutput {
    const path = `${this.path}/outputs/${index}`;
    const { name = '', label = '', typeRef } = element.attributes;
    const { type, allowed } = this.typed(typeRef, path);
    const values = this.tests(textOf(childNamed(element, 'outputValues')), `${path}/allowed`) || allowed;
    const fallback = this.expression(textOf(childNamed(element, 'defaultOutputEntry')), `${path}/default`);
    const title = label || name || whole;
    return {
      key: partKey(element, name || title, taken, 'output'),
      title: titleOf(element, title),
      ...(type === undefined ? {} : { type }),
      ...(values === '' ? {} : { allowed: values }),
      ...(fallback === '' ? {} : { default: fallback }),
    };
  }

  private row(
    element: XmlElement,
    index: number,
    inputs: readonly TableInput[],
    outputs: readonly TableOutput[],
    taken: Set<string>,
  ): TableRow {
    const path = `${this.path}/rows/${index}`;
    const tests = childrenNamed(element, 'inputEntry').map((entry, column) => {
      const place = `${path}/inputs/${inputs[column]?.key ?? column}`;
      this.checkLanguage(entry, place);
      return this.tests(textOf(entry), place);
    });
    const values = childrenNamed(element, 'outputEntry').map((entry, column) => {
      const place = `${path}/outputs/${outputs[column]?.key ?? column}`;
      this.checkLanguage(entry, place);
      return this.expression(textOf(entry), place);
    });
    const notes = childrenNamed(element, 'annotationEntry').map(textOf);
    const annotation = [...notes, (childNamed(element, 'description')?.text ?? '').trim()]
      .filter((note) => note !== '')
      .join('\n');
    const { enabled, effectiveFrom, effectiveTo } = element.attributes;
    return {
      key: partKey(element, `r${index + 1}`, taken, 'row'),
      inputs: cells(inputs, tests),
      outputs: cells(outputs, values),
      ...(annotation === '' ? {} : { annotation }),
      ...(enabled === 'false' ? { enabled: false } : {}),
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      ...(effectiveTo === undefined ? {} : { effectiveTo }),
    };
  }

  private typed(typeRef: string | undefined, path: string): { type?: string; allowed: string } {
    if (typeRef === undefined || typeRef.trim() === '') return { allowed: '' };
    const plain = columnTypeOf(typeRef);
    if (plain !== undefined) return { type: plain, allowed: '' };
    const item = this.types.get(typeRef.slice(typeRef.indexOf(':') + 1).trim());
    if (item !== undefined) return { type: item.type, allowed: this.tests(item.allowed, `${path}/allowed`) };
    this.problems.push(ruleProblem('RULE_DMN_TYPE_LEFT', `${path}/type`, { type: typeRef }));
    return { allowed: '' };
  }

  private checkLanguage(element: XmlElement | undefined, path: string): void {
    const language = element?.attributes['expressionLanguage'] ?? '';
    if (language === '' || /feel/i.test(language)) return;
    this.problems.push(ruleProblem('RULE_DMN_LANGUAGE_LEFT', path, { language }));
  }

  private expression(text: string, path: string): string {
    return this.rewritten(text, path, () => readExpression(text, this.scope, { mode: 'standard' }));
  }

  private tests(text: string, path: string): string {
    if (text === '-') return '';
    return this.rewritten(text, path, () => readUnaryTests(text, this.scope, anyType, { mode: 'standard' }));
  }

  /** Only a text that holds a name with spaces or signs is written anew. What cannot be read is kept, to be mended. */
  private rewritten(text: string, path: string, read: () => ReturnType<typeof readExpression>): string {
    if (text === '') return '';
    const { expression, problems } = read();
    if (expression === null) {
      this.problems.push(...problems.slice(0, 1).map((problem) => ({ ...problem, path })));
      return text;
    }
    return this.spaced.some((name) => text.includes(name)) ? expression.text : text;
  }
}

/** The key that an export of ours has put into the id, else one made from the label. */
function partKey(element: XmlElement, label: string, taken: Set<string>, kind: 'input' | 'output' | 'row'): string {
  const own = new RegExp(`^${kind}\\.\\d+\\.(.+)$`).exec(element.attributes['id'] ?? '')?.[1] ?? '';
  const key = isKey(own) && !taken.has(own) ? own : keyFrom(label, taken, kind);
  taken.add(key);
  return key;
}

function titleOf(element: XmlElement, label: string): LocalText {
  const titles: unknown = parsed(element.attributes['titles']);
  const isText = titles !== null && typeof titles === 'object' && !Array.isArray(titles);
  return isText && Object.values(titles).every((text) => typeof text === 'string') ? (titles as LocalText) : label;
}

function parsed(json: string | undefined): unknown {
  if (json === undefined) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Empty cells are left out. */
function cells(columns: readonly { readonly key: string }[], texts: readonly string[]): { [column: string]: string } {
  const entries = columns.map(({ key }, index) => [key, texts[index] ?? ''] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}
