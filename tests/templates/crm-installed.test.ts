import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openKysely, openPool } from '@tangram/server/database';
import { type ImportPlan, importTable, type ImportTold } from './import-table.ts';
import { createRecords, importRecords, systemActor } from '@tangram/records';
import { createRules } from '@tangram/rules';
import { openTestPlatform, type TestPerson, type TestPlatform } from '@tangram/tests/platform';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
