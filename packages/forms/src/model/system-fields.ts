import type { FieldDefinition } from '@tangram/schema';
import type { ColumnPlan, FieldType } from '../field-type.ts';
import { dateTime } from '../field-types/date-time/date-time.ts';
import { member } from '../field-types/member/member.ts';
import { number } from '../field-types/number/number.ts';
import { text } from '../field-types/text/text.ts';

/** A field that every form has. The platform writes it; only `owner` may be written by people. */
export interface SystemField {
  readonly key: string;
  readonly definition: FieldDefinition;
  readonly type: FieldType;
  readonly columnPlan: ColumnPlan;
  /** The column as it stands in `create table`, after its name. */
  readonly columnSql: string;
}

const person = 'uuid references "tangram"."person" ("id")';
const personColumn: ColumnPlan = { sqlType: 'uuid', references: 'person' };
const instant: ColumnPlan = { sqlType: 'timestamptz' };

export const systemFields: readonly SystemField[] = [
  {
    key: 'id',
    definition: { type: 'text', title: { en: 'Record id', zh: '记录编号' } },
    type: text,
    columnPlan: { sqlType: 'uuid' },
    columnSql: 'uuid primary key',
  },
  {
    key: 'created_at',
    definition: { type: 'date-time', title: { en: 'Created at', zh: '创建时间' } },
    type: dateTime,
    columnPlan: instant,
    columnSql: 'timestamptz not null',
  },
  {
    key: 'created_by',
    definition: { type: 'member', title: { en: 'Created by', zh: '创建人' } },
    type: member,
    columnPlan: personColumn,
    columnSql: person,
  },
  {
    key: 'updated_at',
    definition: { type: 'date-time', title: { en: 'Changed at', zh: '修改时间' } },
    type: dateTime,
    columnPlan: instant,
    columnSql: 'timestamptz not null',
  },
  {
    key: 'updated_by',
    definition: { type: 'member', title: { en: 'Changed by', zh: '修改人' } },
    type: member,
    columnPlan: personColumn,
    columnSql: person,
  },
  {
    key: 'owner',
    definition: { type: 'member', title: { en: 'Owner', zh: '负责人' } },
    type: member,
    columnPlan: personColumn,
    columnSql: person,
  },
  {
    key: 'version',
    definition: { type: 'number', title: { en: 'Version', zh: '版本' } },
    type: number,
    columnPlan: { sqlType: 'integer' },
    columnSql: 'integer not null default 1',
  },
];

/** Marks a record in the trash; a column, but no field: nobody filters or reports by it. */
export const deletedAtColumn = { key: 'deleted_at', columnSql: 'timestamptz' } as const;
