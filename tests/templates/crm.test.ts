import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checkApp, readAppFiles } from '@tangram/apps';
import { normalizeForm } from '@tangram/forms';
import type { Catalog } from '@tangram/records';
import type { FormDefinition } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { crmSampleData, csvOf } from './crm-sample-data.ts';

const folder = path.join(import.meta.dirname, '../../templates/crm');
const files = new Map(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')] as const),
);
const read = readAppFiles(files);
const nothing: Catalog = {
  form: () => undefined,
  app: () => undefined,
  apps: () => [],
  workspace: { zone: 'Asia/Shanghai', weekStart: 1, language: 'zh', currency: 'CNY' },
  version: '0',
};

/** Keys whose text people read. */
const spoken = new Set(['title', 'description', 'help', 'placeholder', 'thanks', 'body', 'note']);

describe('the CRM template', () => {
  it('is JSON and CSV only, without a mistake in any definition', () => {
    expect([...files.keys()].filter((file) => !/\.(json|csv)$/.test(file))).toEqual([]);
    expect(checkApp(read, nothing)).toEqual([]);
  });

  it('says everything in English and Chinese', () => {
    const missing: string[] = [];
    const look = (value: unknown, at: string, isSchema: boolean): void => {
      if (value === null || typeof value !== 'object') return;
      for (const [key, member] of Object.entries(value)) {
        // Beside `field` stands JSON Schema, whose title is for tools.
        const isText = spoken.has(key) && !isSchema && (typeof member === 'string' || isLocal(member));
        if (isText && !(isLocal(member) && isSaid(member['en']) && isSaid(member['zh']))) missing.push(`${at}/${key}`);
        if (!isText) look(member, `${at}/${key}`, Object.hasOwn(Object(member), 'field') && key !== 'form');
      }
    };
    for (const [file, text] of files)
      if (file.endsWith('.json') && !file.startsWith('imports/')) look(JSON.parse(text), file, false);
    expect(missing).toEqual([]);
  });

  it('holds its forms as they are stored, so that installing and exporting changes nothing', () => {
    for (const [key, form] of read.documents.get('form') ?? []) {
      expect(files.get(`forms/${key}.json`), key).toBe(
        `${JSON.stringify(normalizeForm(form as FormDefinition), null, 2)}\n`,
      );
    }
  });

  it('has the sample data that its seed gives', () => {
    const made = new Map([...crmSampleData()].map(([form, rows]) => [form, csvOf(rows)]));
    expect(new Map(read.data)).toEqual(made);
  });

  it('maps imports only to fields and choices that are there', () => {
    for (const [name, map] of read.imports) {
      const form = read.documents.get('form')?.get(name.split('.')[1] ?? '') as FormDefinition | undefined;
      expect(form, name).toBeDefined();
      const {
        columns,
        values = {},
        constants = {},
        upsert,
      } = map as {
        columns: { [column: string]: string };
        values?: { [column: string]: { [text: string]: string } };
        constants?: object;
        upsert?: string;
      };
      for (const field of [
        ...Object.values(columns),
        ...Object.keys(constants),
        ...(upsert === undefined ? [] : [upsert]),
      ]) {
        expect(Object.keys(form?.properties ?? {}), `${name} ${field}`).toContain(field);
      }
      for (const [column, meanings] of Object.entries(values)) {
        const settings = form?.properties[columns[column] as string]?.field.settings;
        const options = (settings?.['options'] as { value: string }[] | undefined)?.map((option) => option.value);
        if (options !== undefined)
          expect(options, `${name} ${column}`).toEqual(expect.arrayContaining(Object.values(meanings)));
      }
    }
  });
});

function isLocal(value: unknown): value is { [language: string]: unknown } {
  return value !== null && typeof value === 'object' && ('en' in value || 'zh' in value);
}

function isSaid(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== '';
}
