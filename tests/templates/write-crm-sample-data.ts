import { mkdirSync, writeFileSync } from 'node:fs';
import { crmSampleData, csvOf } from './crm-sample-data.ts';

// Writes the sample data into the template: `node tests/templates/write-crm-sample-data.ts`.
const folder = new URL('../../templates/crm/data/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [form, rows] of crmSampleData()) writeFileSync(new URL(`${form}.csv`, folder), csvOf(rows));
