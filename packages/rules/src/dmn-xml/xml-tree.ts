// An ambient declaration cannot be imported, and every package that reads this source needs it.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./saxen.d.ts" />
import { Parser } from 'saxen';

/** An element by its local name; namespaces tell nothing apart in DMN documents. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly XmlElement[];
  /** The text directly in it, as written. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** Deepest nesting that is read; DMN documents have a dozen levels. */
const maxDepth = 200;

/** The root of a document, or what is wrong with it. Entities of a document's own are not resolved. */
export function readXml(xml: string): { root: XmlElement; error: null } | { root: null; error: string } {
  const top: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [top];
  let error: string | null = null;
  const parser = new Parser();
  const fail = (reason: string) => {
    error ??= reason;
    parser.stop();
  };
  parser.on('openTag', (name, attributes) => {
    const own = Object.entries(attributes()).map(([key, value]) => [localName(key), decoded(value)] as const);
    const element: OpenElement = { name: localName(name), attributes: Object.fromEntries(own), children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > maxDepth) fail('nested too deep');
  });
  parser.on('closeTag', () => open.pop());
  parser.on('text', (text) => addText(open.at(-1), decoded(text)));
  parser.on('cdata', (text) => addText(open.at(-1), text));
  parser.on('error', ({ message }) => fail(message));
  parser.parse(xml.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  const [root] = top.children;
  if (error !== null) return { root: null, error };
  return root === undefined ? { root: null, error: 'no element' } : { root, error: null };
}

function addText(element: OpenElement | undefined, text: string): void {
  if (element !== undefined) element.text += text;
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The trimmed text of the `text` element in it; empty where there is none. */
export function textOf(element: XmlElement | undefined): string {
  return (childNamed(element, 'text')?.text ?? '').trim();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decoded(text: string): string {
  return text.replaceAll(/&(#\d+|#x[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? (entities[name] as string) : whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const entities: { readonly [name: string]: string } = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };
