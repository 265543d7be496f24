import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { attachment } from './attachment.ts';

const file = { id: 'a1b2', name: '合同.pdf', size: 1024, type: 'application/pdf' };

describe('an attachment', () => {
  it.each([
    [[file], [file]],
    [file, [file]],
    [[{ ...file, url: 'https://evil' }], [file]],
    [[], null],
    [null, null],
    [[{ ...file, id: '../../etc/passwd' }], refused('FORM_VALUE_FILE')],
    [[{ ...file, size: -1 }], refused('FORM_VALUE_FILE')],
    [[{ ...file, type: 'text/html; x' }], refused('FORM_VALUE_FILE')],
    [['a1b2'], refused('FORM_VALUE_FILE')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(attachment, raw)).toEqual(value));

  it('takes no more files than it is set to', () => {
    expect(normalizedBy(attachment, [file, { ...file, id: 'c' }], { maxFiles: 1 })).toEqual(
      refused('FORM_VALUE_FILES'),
    );
  });
});
