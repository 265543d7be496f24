import type { DefinitionKind } from '@tangram/schema';
import type { Generated } from 'kysely';

/** The tables of `migrations.ts`; `json` columns are read as parsed documents and written as text. */
export type AppsTables = {
  'tangram.app': { key: string; created_at: Generated<string>; created_by: string | null };
  'tangram.definition': {
    app: string;
    kind: DefinitionKind;
    key: string;
    draft: unknown;
    published: unknown;
    revision: Generated<number>;
    version: Generated<number>;
    updated_at: Generated<string>;
    updated_by: string | null;
    published_at: string | null;
    published_by: string | null;
  };
  'tangram.definition_version': {
    app: string;
    kind: DefinitionKind;
    key: string;
    version: number;
    document: unknown;
    published_at: Generated<string>;
    published_by: string | null;
  };
  'tangram.catalog': { only: Generated<boolean>; version: string };
};
