import type { SortKey } from '@tangram/schema';

/** What the address of a form's page says: which view, searched and sorted how. A copied link shows the same records. */
export interface ViewAddress {
  readonly view: string | undefined;
  readonly search: string;
  /** FEEL, on top of the view's own: clicked together here, or handed over by a report that was drilled into. */
  readonly filter: string;
  /** Undefined: as the view says. */
  readonly sort: readonly SortKey[] | undefined;
}

export function readViewAddress(params: URLSearchParams): ViewAddress {
  const sort = params.get('sort');
  return {
    view: params.get('view') ?? undefined,
    search: params.get('q') ?? '',
    filter: params.get('filter') ?? '',
    sort: sort === null ? undefined : readSort(sort),
  };
}

/** The parameters with some of the address changed; empty parts are left out. */
export function withViewAddress(params: URLSearchParams, changes: Partial<ViewAddress>): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (name: string, value: string | undefined) => {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  };
  if ('view' in changes) put('view', changes.view);
  if ('search' in changes) put('q', changes.search);
  if ('filter' in changes) put('filter', changes.filter);
  if ('sort' in changes)
    put('sort', changes.sort?.map((key) => (key.direction === 'descending' ? '-' : '') + key.field).join(','));
  return next;
}

/** The next order after a click on a column's head: ascending, descending, as the view says. */
export function sortAfterClick(sort: readonly SortKey[] | undefined, field: string): readonly SortKey[] | undefined {
  const first = sort?.[0];
  if (first?.field !== field) return [{ field, direction: 'ascending' }];
  return first.direction === 'ascending' ? [{ field, direction: 'descending' }] : undefined;
}

function readSort(text: string): readonly SortKey[] {
  return text
    .split(',')
    .filter((part) => part !== '' && part !== '-')
    .map((part) =>
      part.startsWith('-')
        ? { field: part.slice(1), direction: 'descending' }
        : { field: part, direction: 'ascending' },
    );
}
