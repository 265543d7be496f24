/** An element as text, indented by `depth` levels; attributes without a value are left out. */
export function element(
  name: string,
  attributes: { readonly [name: string]: string | undefined },
  content: readonly string[] | string = [],
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(value)}"`))
    .join('');
  if (typeof content === 'string') return `<${name}${written}>${escaped(content)}</${name}>`;
  if (content.length === 0) return `<${name}${written}/>`;
  const inner = content.map((child) => child.replaceAll(/^/gm, '  ')).join('\n');
  return `<${name}${written}>\n${inner}\n</${name}>`;
}

/** Line ends and tabs as references, or reading would fold them; signs that XML cannot hold as `\uFFFD`. */
function escaped(text: string): string {
  return text.replaceAll(impossible, '\uFFFD').replaceAll(/[&<>"\n\r\t]/g, (sign) => references[sign] ?? sign);
}

const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const references: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};
