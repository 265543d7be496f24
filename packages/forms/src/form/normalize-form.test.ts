import { shapeCheck } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { fieldOf, formOf, sources } from '../lead.fixture.ts';
import { layoutFields, normalizeForm } from './normalize-form.ts';

describe('normalising a form', () => {
  const form = formOf(
    { 名称: fieldOf('text'), 来源: fieldOf('select', sources), 总额: fieldOf('number', undefined, { formula: '1' }) },
    {
      layout: [{ type: 'field', field: '来源' }],
    },
  );

  it('makes the JSON Schema of every field again, whatever stood there', () => {
    const tampered = { ...form, properties: { ...form.properties, 名称: { type: 'number', field: fieldOf('text') } } };
    expect(normalizeForm(tampered).properties).toMatchObject({
      名称: { type: 'string', maxLength: 500 },
      来源: { type: 'string', enum: ['官网', '展会'] },
      总额: { readOnly: true },
    });
  });

  it('is a JSON Schema that other tools can check records with', () => {
    const check = shapeCheck({ ...normalizeForm(form) });
    expect(check({ 名称: 'Acme', 来源: '官网' })).toEqual([]);
    expect(check({ 来源: '朋友' })).toMatchObject([{ code: 'SCHEMA_VALUE', path: '/来源' }]);
  });

  it('shows fields at the end that the layout forgot', () => {
    expect(layoutFields(normalizeForm(form).form.layout)).toEqual(['来源', '名称', '总额']);
  });

  it('changes nothing the second time', () => {
    const once = normalizeForm(form);
    expect(JSON.stringify(normalizeForm(once))).toBe(JSON.stringify(once));
  });
});
