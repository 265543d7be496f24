import type { RecordValues } from '@tangram/schema';
import { type TProperties, Type } from 'typebox';
import { type ImportPlan, importPlanSchema } from './import-plan.ts';

export const strict = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

const key = Type.String({ minLength: 1, maxLength: 200 });
const id = Type.String({ format: 'uuid' });

export const byForm = strict({ app: key, form: key });
export const byRecord = strict({ app: key, form: key, id });

/** Field key -> value; what each may be is the form's business. */
export const values = Type.Unsafe<RecordValues>({ type: 'object' });
const version = Type.Optional(Type.Integer({ minimum: 0 }));

const acceptDuplicates = Type.Optional(
  Type.Boolean({ description: 'Save although a duplicate rule warns (RULE_DUPLICATE_LIKELY)' }),
);

export const creation = strict({ values, acceptDuplicates });
export const change = strict({ values, version, acceptDuplicates });
export const removal = strict({ version });
export const reversion = strict({ entry: Type.String({ maxLength: 40 }) });

const query = {
  fields: Type.Optional(
    Type.String({ maxLength: 20_000, description: 'Field keys and paths through relations: name,account.sector' }),
  ),
  filter: Type.Optional(Type.String({ maxLength: 20_000, description: 'FEEL over the record, with user' })),
  sort: Type.Optional(Type.String({ maxLength: 2_000, description: '-created_at,name' })),
  search: Type.Optional(Type.String({ maxLength: 500 })),
  trash: Type.Optional(Type.Boolean()),
};
export const list = strict({
  ...query,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  after: Type.Optional(Type.String({ maxLength: 20_000 })),
  count: Type.Optional(Type.Unsafe<'none' | 'capped' | 'exact'>({ enum: ['none', 'capped', 'exact'] })),
});
export const reading = strict({ fields: query.fields });
/** As many as one expression may hold (`maxAggregates`). */
export const counting = strict({
  counts: Type.Array(Type.String({ minLength: 1, maxLength: 20_000 }), { minItems: 1, maxItems: 20 }),
});
export const historyPage = strict({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  after: Type.Optional(Type.String({ maxLength: 100 })),
});
export const exporting = strict({
  ...query,
  format: Type.Optional(Type.Unsafe<'csv' | 'xlsx'>({ enum: ['csv', 'xlsx'] })),
});

const row = Type.Unsafe<BatchRow>({
  oneOf: [
    strict({ kind: Type.Literal('create'), values }),
    strict({ kind: Type.Literal('update'), id, values, version }),
    strict({ kind: Type.Literal('delete'), id, version }),
    strict({ kind: Type.Literal('restore'), id }),
  ],
});
type BatchRow =
  | { kind: 'create'; values: RecordValues }
  | { kind: 'update'; id: string; values: RecordValues; version?: number }
  | { kind: 'delete'; id: string; version?: number }
  | { kind: 'restore'; id: string };

export const batch = strict({
  rows: Type.Array(row, { minItems: 1, maxItems: 1000 }),
  allOrNothing: Type.Optional(Type.Boolean()),
  dryRun: Type.Optional(Type.Boolean()),
  acceptDuplicates,
});

export const importOrder = strict({
  file: id,
  plan: Type.Unsafe<ImportPlan>(importPlanSchema),
  dryRun: Type.Optional(Type.Boolean()),
});
export const importFile = strict({ file: id, column: Type.String({ maxLength: 1000 }) });
