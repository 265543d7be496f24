import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExactWay, waysToCompare } from './ways-to-compare.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const ways = Object.keys(waysToCompare) as ExactWay[];

/** Pieces that the foldings speak of, and others that they must leave alone. */
const pieces = [
  '有限公司',
  '股份',
  '集团',
  '公司',
  '总公司',
  '七巧',
  '上海',
  '（中国）',
  '(China)',
  '　',
  '·',
  '“',
  '、',
  '-',
  '.',
  ',',

  ' Co',
  ' Ltd',
  ' inc',
  ' GmbH',
  'LIMITED',
  'company',
  'Costco',
  ' ',
  '  ',
  '\t',
  '\n',
  '\u00a0',
  '\u200b',
  '\ufeff',

  '0086',
  '+86',
  '86',
  '138',
  '1380013',
  '8000',
  '０',
  '１２３',
  '９９',
  '转',
  '@',
  '＠',
  'qq.com',
  'ＱＱ．ｃｏｍ',
  'acme.cn',
  'Ａｃｍｅ',
  'ÄÖß',
  'İı',
  'ſ',
  '😀',
  '👩‍🚀',
  '𠮷',
  'ﬁ',
  'e\u0301',
  "'",
  '\\',
  '$1',
  '%',
  '\r\n',
  '\u2028',
  '①',
];

/** A small generator with a given beginning, so that a failure comes back. */
function randomTexts(count: number): string[] {
  let state = 20_261_128;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: next(9) }, () =>
      next(4) === 0 ? String.fromCodePoint(1 + next(0xd7ff - 1)) : (pieces[next(pieces.length)] as string),
    ).join(''),
  );
}

describe('keys of texts', () => {
  it.each(ways)('are the same in JavaScript and in SQL: %s', async (how) => {
    const texts = randomTexts(10_000);
    const way = waysToCompare[how];
    const { rows } = await sql<{ text: string; key: string | null }>`
      select x.v as text, ${way.sql(sql`x.v`)} as key
      from json_array_elements_text(${JSON.stringify(texts)}::json) with ordinality as x(v, n) order by x.n`.execute(
      database.db,
    );
    expect(rows.map(({ key }) => key)).toEqual(texts.map((text) => way.key(text)));
    expect(rows.filter(({ key }) => key !== null).length).toBeGreaterThan(how === 'exact' ? 8000 : 100);
  });

  it.each([
    ['phone', '+86 138-0013-8000', '１３８００１３８０００'],
    ['phone', '0086 13800138000', '138 0013 8000'],
    ['email', ' Ann@Acme.CN', 'ann＠acme.cn'],
    ['email-domain', 'ann@acme.cn', 'Bob.Li@ACME.cn '],
    ['company', '七巧（上海）科技有限公司', '七巧 上海 科技股份有限公司'],
    ['company', 'Acme Co., Ltd.', 'ＡＣＭＥ'],
    ['company', 'Müller GmbH', 'Müller'],
    ['text', 'A b　c', 'ａＢC'],
  ] as const)('%s: %s and %s are one', (how, a, b) => {
    expect(waysToCompare[how].key(a)).not.toBeNull();
    expect(waysToCompare[how].key(a)).toBe(waysToCompare[how].key(b));
  });

  it.each([
    ['phone', '无'],
    ['phone', '12345'],
    ['email', 'nobody'],
    ['email-domain', 'ann@qq.com'],
    ['company', '有限公司'],
    ['company', ' . '],
    ['text', '　'],
    ['exact', ''],
  ] as const)('%s: %j says nothing', (how, text) => {
    expect(waysToCompare[how].key(text)).toBeNull();
  });

  it('tell apart what only looks alike', () => {
    expect(waysToCompare.company.key('Costco')).not.toBe(waysToCompare.company.key('Cost'));
    expect(waysToCompare.phone.key('13800138000')).not.toBe(waysToCompare.phone.key('13800138001'));
  });
});
