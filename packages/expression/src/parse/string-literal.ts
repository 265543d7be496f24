/** The text that a string literal with its quotes stands for: `"a\n\u0041"`. An unknown escape stays as written. */
export function stringValue(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(["'\\nrt]))/g, (whole, short, long, sign) => {
      if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
      if (long !== undefined) {
        const code = Number.parseInt(long, 16);
        return code > 0x10ffff ? whole : String.fromCodePoint(code);
      }
      return escapes[sign] ?? whole;
    });
}

/** The literal of a text: what `stringValue` reads back. */
export function stringLiteral(text: string): string {
  return `"${text.replaceAll(/["\\\n\r\t]/g, (sign) => unescapes[sign] ?? sign)}"`;
}

const escapes: { [sign: string]: string } = { '"': '"', "'": "'", '\\': '\\', n: '\n', r: '\r', t: '\t' };
const unescapes: { [sign: string]: string } = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
