// The hook's module opens streams only when used: its table of stale answers is tested without a page.
import { expect, it, vi } from 'vitest';

vi.mock('../app/client.ts', () => ({ client: {}, openEventStream: () => undefined }));

const { staleAfter } = await import('./useLive.ts');

it('makes the records of the form and every report of the application stale when records change', () => {
  expect(staleAfter({ name: 'records', data: { app: 'crm', form: 'lead' } })).toEqual([
    ['records', 'crm', 'lead'],
    ['reports', 'crm'],
  ]);
});

it('makes the whole inbox stale, and all that follows from definitions', () => {
  expect(staleAfter({ name: 'inbox', data: {} })).toEqual([['inbox']]);
  expect(staleAfter({ name: 'definitions', data: { app: 'crm' } })).toEqual([
    ['definitions', 'crm'],
    ['app', 'crm'],
    ['apps'],
  ]);
});
