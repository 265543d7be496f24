import { type FeelType, membersOf, type RelatedList } from '../types/feel-type.ts';
import { type Call, childrenOf, type Filter, type Member, type Name, type Node, type Quantified } from './node.ts';

/** A count, sum or test over the records that refer to a record. Its value comes from the database, set by set. */
export interface Aggregate {
  /** Canonical FEEL: the name under which `Environment.aggregates` has its value. */
  readonly text: string;
  readonly node: Node;
  readonly type: FeelType;
  /** The records that it runs over. */
  readonly related: RelatedList;
}

/** What an aggregate runs over. */
export interface AggregateSource {
  /** A name, or a member of a record: `activity`, `each.activity`. */
  readonly list: Name | Member;
  readonly related: RelatedList;
  /** All of them hold for a record that counts. */
  readonly filters: readonly Node[];
  /** What is taken of each record, as an expression over `item`; the record itself when it is `item` alone. */
  readonly element: Node;
}

/** The aggregates of a checked tree, each text once. */
export function aggregatesIn(ast: Node): readonly Aggregate[] {
  const found = new Map<string, Aggregate>();
  const visit = (node: Node) => {
    const text = node.type === 'call' || node.type === 'quantified' ? node.aggregate : undefined;
    const source = text === undefined ? null : aggregateSource(node);
    if (text !== undefined && source !== null) {
      found.set(text, { text, node, type: node.feel, related: source.related });
    } else for (const child of childrenOf(node)) visit(child);
  };
  visit(ast);
  return [...found.values()];
}

/** Whether the node is a list of related records, filtered or not, or of something of each of them. */
export function isRelated(node: Node): boolean {
  return relatedSource(node) !== null;
}

/** What the node counts, adds up or tests; null where it does none of that with related records. */
export function aggregateSource(node: Node): AggregateSource | null {
  if (node.type === 'quantified') {
    const [iteration] = node.iterations;
    if (iteration === undefined || node.iterations.length > 1 || iteration.until !== null) return null;
    return node.body.feel.type === 'boolean' ? relatedSource(iteration.over) : null;
  }
  const name = node.type === 'call' ? aggregateName(node) : null;
  const source = name === null ? null : relatedSource((node as Call).arguments[0]?.value as Node);
  if (source === null || name === null) return null;
  return elementTypes[name]?.includes(source.element.feel.type) === false ? null : source;
}

/** The aggregate function that a call names, when it is given one list. */
export function aggregateName(node: Call): AggregateName | null {
  const name = node.entry?.name ?? '';
  return node.arguments.length === 1 && Object.hasOwn(elementTypes, name) ? (name as AggregateName) : null;
}

export type AggregateName = 'count' | 'sum' | 'mean' | 'min' | 'max';

const ordered: readonly FeelType['type'][] = [
  'number',
  'text',
  'date',
  'date-time',
  'time',
  'days-duration',
  'months-duration',
];

/** What each takes of the records; null: anything. */
const elementTypes: Record<AggregateName, readonly FeelType['type'][] | null> = {
  count: null,
  sum: ['number'],
  mean: ['number'],
  min: ordered,
  max: ordered,
};

function relatedSource(node: Node): AggregateSource | null {
  switch (node.type) {
    case 'name':
      return listSource(node);
    case 'member':
      return listSource(node) ?? elementSource(node);
    case 'filter':
      return filterSource(node);
    default:
      return null;
  }
}

function listSource(list: Name | Member): AggregateSource | null {
  if (list.feel.type !== 'list' || list.feel.related === undefined) return null;
  const { from, to, feel } = list;
  // A list within the records of a list is a list of lists.
  if (list.type === 'member' && isRelated(list.base)) return null;
  const element: Name = { type: 'name', name: 'item', binding: 'local', from, to, feel: feel.of };
  return { list, related: list.feel.related, filters: [], element };
}

function elementSource(node: Member): AggregateSource | null {
  const source = relatedSource(node.base);
  if (source === null || node.feel.type !== 'list') return null;
  const { from, to, member, feel } = node;
  const isOfRecord = membersOf(source.element.feel) !== undefined;
  if (feel.of.type === 'list' || (!isOfRecord && source.element.feel.type === 'any')) return null;
  return { ...source, element: { type: 'member', base: source.element, member, from, to, feel: feel.of } };
}

function filterSource({ base, filter }: Filter): AggregateSource | null {
  const source = relatedSource(base);
  // By position, or of values already taken out of the records: neither is a count of records.
  if (source === null || source.element.type !== 'name' || filter.feel.type !== 'boolean') return null;
  return { ...source, filters: [...source.filters, filter] };
}

/** The parts of an aggregate that are expressions over each record. */
export function bodiesOf(node: Node, source: AggregateSource): readonly Node[] {
  return node.type === 'quantified' ? [...source.filters, (node as Quantified).body] : source.filters;
}
