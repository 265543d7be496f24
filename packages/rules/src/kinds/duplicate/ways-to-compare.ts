import type { DuplicateComparison } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { dropMarks, dropMarksSql, foldSql, foldText } from './fold-text.ts';

type Sql = RawBuilder<unknown>;
export type ExactWay = Exclude<DuplicateComparison['how'], 'similar'>;

/** How two values are held against each other: they are the same when their keys are. */
export interface WayToCompare {
  /** The key of a stored value; null where it says nothing, which is the same as no other value. */
  key(text: string): string | null;
  /** The same of a text in SQL; IMMUTABLE, so that an index may hold it. */
  sql(text: Sql): Sql;
}

/** Mailboxes that anybody may have: the domain says nothing about whom one writes to. */
const publicDomains = (
  'qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn aliyun.com gmail.com ' +
  'outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com gmx.de gmx.net web.de mail.ru'
).split(' ');

/** Shorter ones are extensions and placeholders. */
const phonePattern = '^[0123456789]{6,}$';
/** China's country code before a mobile number. */
const prefixPattern = '^(0086|86)(1[0123456789]{10})$';
const latinForms = '( (incorporated|inc|limited|ltd|llc|llp|plc|corporation|corp|company|co|gmbh|ag|sa|bv|pte|pty))+$';
const chineseForms = '(股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司|集团|股份|有限)+$';

const noSpaces = (text: string) => text.replaceAll(' ', '');
const noSpacesSql = (text: Sql) => sql`replace(${text}, ' ', '')`;
const orNull = (text: string) => (text === '' ? null : text);
const lit = (text: string) => sql.lit(text);

export const waysToCompare: Readonly<Record<ExactWay, WayToCompare>> = {
  exact: {
    key: orNull,
    sql: (text) => sql`nullif(${text}, '')`,
  },
  text: {
    key: (text) => orNull(noSpaces(foldText(text))),
    sql: (text) => sql`nullif(${noSpacesSql(foldSql(text))}, '')`,
  },
  phone: {
    key(text) {
      const digits = foldText(text).replaceAll(/[^0123456789]/g, '');
      const bare = digits.replace(new RegExp(prefixPattern), '$2');
      return new RegExp(phonePattern).test(bare) ? bare : null;
    },
    sql: (text) =>
      sql`substring(regexp_replace(regexp_replace(${foldSql(text)}, '[^0123456789]', '', 'g'), ${lit(prefixPattern)}, '\\2') from ${lit(phonePattern)})`,
  },
  email: {
    key(text) {
      const address = noSpaces(foldText(text));
      return address.includes('@') ? address : null;
    },
    sql: (text) => sql`substring(${noSpacesSql(foldSql(text))} from '^.*@.*$')`,
  },
  'email-domain': {
    key(text) {
      const domain = /@([^@]+)$/.exec(noSpaces(foldText(text)))?.[1] ?? null;
      return domain !== null && publicDomains.includes(domain) ? null : domain;
    },
    sql: (text) =>
      sql`nullif(case when ${domainSql(text)} in (${sql.join(publicDomains.map(lit))}) then null else ${domainSql(text)} end, '')`,
  },
  company: {
    key(text) {
      const words = dropMarks(foldText(text)).replaceAll(/ +/g, ' ').replace(/ $/, '');
      const name = noSpaces(words.replace(new RegExp(latinForms), ''));
      return orNull(name.replace(new RegExp(chineseForms), ''));
    },
    sql: (text) => {
      const words = sql`regexp_replace(regexp_replace(${dropMarksSql(foldSql(text))}, ' +', ' ', 'g'), ' $', '')`;
      const name = noSpacesSql(sql`regexp_replace(${words}, ${lit(latinForms)}, '')`);
      return sql`nullif(regexp_replace(${name}, ${lit(chineseForms)}, ''), '')`;
    },
  },
};

function domainSql(text: Sql): Sql {
  return sql`substring(${noSpacesSql(foldSql(text))} from '@([^@]+)$')`;
}
