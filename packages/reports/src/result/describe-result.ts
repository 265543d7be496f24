import { textIn } from '@tangram/schema';
import { isGroupMark, plotted, type QueryResult } from './query-result.ts';
import { writeValue, type WritingPlace } from './write-value.ts';

/**
 * An answer in one or two sentences with exact figures, for those who cannot see the chart:
 * `Deals by Stage: 6 groups. Most: Won 12. Least: Lost 1.`
 */
export function describeResult(result: QueryResult, place: WritingPlace): string {
  const dimensions = result.columns.filter((column) => column.role === 'dimension');
  const value = result.columns.find((column) => column.role !== 'dimension');
  if (value === undefined) return '';
  const title = (text: typeof value.title) => textIn(text, place.language);
  const zh = place.language === 'zh';
  const first = dimensions[0];
  if (first === undefined) {
    const values = result.columns.map(
      (column) => `${title(column.title)} ${writeValue(result.rows[0]?.[column.key], column, place)}`,
    );
    return `${values.join(zh ? ',' : ', ')}${zh ? '。' : '.'}`;
  }
  const names = dimensions.map((column) => title(column.title)).join(zh ? '、' : ', ');
  const head = zh
    ? `按${names}统计${title(value.title)}：共 ${result.rows.length} 组。`
    : `${title(value.title)} by ${names}: ${result.rows.length} groups.`;
  const ranked = result.rows
    .filter((row) => plotted(row[value.key]) !== null && !isGroupMark(row[first.key]))
    .sort((a, b) => (plotted(b[value.key]) as number) - (plotted(a[value.key]) as number));
  const [most, least] = [ranked[0], ranked.at(-1)];
  if (most === undefined || least === undefined || most === least) return head;
  const say = (row: typeof most) =>
    `${dimensions.map((column) => writeValue(row[column.key], column, place)).join(' ')} ${writeValue(row[value.key], value, place)}`;
  return zh ? `${head}最高：${say(most)}。最低：${say(least)}。` : `${head} Most: ${say(most)}. Least: ${say(least)}.`;
}
