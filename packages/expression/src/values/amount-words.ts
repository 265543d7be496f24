import { compareNumbers, type FeelNumber, numberText, roundTo } from './number.ts';

/** Digits of the largest amount of whole yuan that has words: bank forms have room for no more. */
const largestDigits = '9999999999999'.length;

const digits = '零壹贰叁肆伍陆柒捌玖'.split('');
const places = ['', '拾', '佰', '仟'];

/**
 * An amount of money as cheques and invoices write it, rounded half-even to the fen: `1680.32` -> `壹仟陆佰捌拾元叁角贰分`,
 * `107000` -> `壹拾万柒仟元整`, `0.05` -> `伍分`, `-3.5` -> `负叁元伍角整`. `整` follows yuan and jiao, not fen. Null above
 * 9,999,999,999,999.99.
 */
export function amountWords(amount: FeelNumber): string | null {
  const rounded = numberText(roundTo(amount, 2, 'half-even') ?? 0);
  const text = rounded.replace('-', '');
  const [whole = '0', fraction = ''] = text.split('.');
  if (whole.length > largestDigits) return null;
  const yuan = yuanWords(whole);
  const [jiao, fen] = [Number(fraction[0] ?? 0), Number(fraction[1] ?? 0)];
  if (yuan === '' && jiao === 0 && fen === 0) return '零元整';
  const parts = [
    compareNumbers(amount, 0) < 0 ? '负' : '',
    yuan === '' ? '' : `${yuan}元`,
    jiao > 0 ? `${digits[jiao]}角` : yuan !== '' && fen > 0 ? '零' : '',
    fen > 0 ? `${digits[fen]}分` : '整',
  ];
  return parts.join('');
}

/** Whole yuan; nothing for none. Two groups of 亿 make 万亿: `1000100000000` -> `壹万零壹亿`. */
function yuanWords(whole: string): string {
  const [high, low] = [whole.slice(0, -8), whole.slice(-8)];
  const above = high === '' ? '' : `${groupedWords(high)}亿`;
  return joined(above, low, groupedWords(low), 8);
}

/** Up to eight digits: `10500` -> `壹万零伍佰`. */
function groupedWords(text: string): string {
  const [high, low] = [text.slice(0, -4), text.slice(-4)];
  const above = Number(high) === 0 ? '' : `${groupWords(high)}万`;
  return joined(above, low, groupWords(low), 4);
}

/** What stands above and below a unit; a 零 between them where the lower part does not fill its places. */
function joined(above: string, low: string, words: string, size: number): string {
  if (above === '' || words === '') return above + words;
  return Number(low) < 10 ** (size - 1) ? `${above}零${words}` : above + words;
}

/** Up to four digits: `1005` -> `壹仟零伍`. */
function groupWords(text: string): string {
  let words = '';
  let isGap = false;
  for (const [index, digit] of text.split('').entries()) {
    if (digit === '0') {
      isGap = words !== '';
      continue;
    }
    words += `${isGap ? '零' : ''}${digits[Number(digit)]}${places[text.length - 1 - index]}`;
    isGap = false;
  }
  return words;
}
