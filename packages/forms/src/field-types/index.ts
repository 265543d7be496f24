import type { FieldType } from '../field-type.ts';
import { attachment } from './attachment/attachment.ts';
import { autoNumber } from './auto-number/auto-number.ts';
import { boolean } from './boolean/boolean.ts';
import { dateTime } from './date-time/date-time.ts';
import { date } from './date/date.ts';
import { email } from './email/email.ts';
import { member } from './member/member.ts';
import { mobile } from './mobile/mobile.ts';
import { money } from './money/money.ts';
import { multiSelect } from './multi-select/multi-select.ts';
import { number } from './number/number.ts';
import { percent } from './percent/percent.ts';
import { reference } from './reference/reference.ts';
import { select } from './select/select.ts';
import { textarea } from './textarea/textarea.ts';
import { text } from './text/text.ts';
import { url } from './url/url.ts';

/** Every field type, in the order of the palette. A new one is a folder here and a line in this list. */
export const fieldTypes: readonly FieldType[] = [
  text,
  textarea,
  mobile,
  email,
  url,
  number,
  money,
  percent,
  autoNumber,
  select,
  multiSelect,
  boolean,
  date,
  dateTime,
  member,
  reference,
  attachment,
];

const byName = new Map(fieldTypes.map((type) => [type.type, type]));

export function fieldTypeNamed(type: string): FieldType | undefined {
  return byName.get(type);
}
