import type { ListQuery } from '@tangram/records';
import type { SortKey } from '@tangram/schema';

/** The query of an address, `?fields=a,b.c&filter=...&sort=-created_at,name&search=...`. */
export interface AddressQuery {
  readonly fields?: string;
  readonly filter?: string;
  readonly sort?: string;
  readonly search?: string;
  readonly trash?: boolean;
  readonly limit?: number;
  readonly after?: string;
  readonly count?: 'none' | 'capped' | 'exact';
}

export function readListQuery(address: { app: string; form: string }, query: AddressQuery): ListQuery {
  const { fields, sort, filter, search, ...rest } = query;
  return {
    app: address.app,
    form: address.form,
    ...rest,
    ...(isBlank(fields) ? {} : { fields: fields.split(',') }),
    ...(isBlank(sort) ? {} : { sort: readSort(sort) }),
    ...(isBlank(filter) ? {} : { filter }),
    ...(isBlank(search) ? {} : { search }),
  };
}

export function readSort(text: string): SortKey[] {
  return text.split(',').map((part) => {
    const field = part.trim();
    return field.startsWith('-')
      ? { field: field.slice(1), direction: 'descending' }
      : { field, direction: 'ascending' };
  });
}

function isBlank(text: string | undefined): text is undefined | '' {
  return text === undefined || text.trim() === '';
}
