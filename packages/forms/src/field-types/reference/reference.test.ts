import { describe, expect, it } from 'vitest';
import { fieldOf, normalizedBy, refused } from '../normalize-cases.ts';
import { reference } from './reference.ts';

const id = '0198f0a0-0000-7000-8000-000000000001';

describe('a linked record', () => {
  it.each([
    [id, id],
    [{ id, title: null }, id],
    [null, null],
    [`${id}'`, refused('FORM_VALUE_REFERENCE')],
    ['Acme', refused('FORM_VALUE_REFERENCE')],
    [[id], refused('FORM_VALUE_REFERENCE')],
  ])('makes of %j the value %j', (raw, value) =>
    expect(normalizedBy(reference, raw, { form: 'account' })).toEqual(value),
  );

  it('points to the form of its settings', () => {
    expect(reference.column(fieldOf(reference, { form: 'erp/product' })).references).toEqual({ form: 'erp/product' });
  });
});
