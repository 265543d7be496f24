import { path } from '@tangram/client';
import type { FieldDefinition, FieldSchema, FormDefinition } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '../../../app/client.ts';
import { keys } from '../../../app/query-keys.ts';

interface RemovedField {
  readonly field: string;
  readonly definition: FieldDefinition;
}

/** Fields in the trash of the form's table, by key: those removed at an earlier publishing, restorable with their values. */
export function useRemovedFields(
  app: string,
  form: string,
  published: FormDefinition | null,
): { readonly [key: string]: FieldSchema } {
  const { data } = useQuery({
    queryKey: keys.definitions(app, 'removed-fields', form),
    queryFn: () =>
      client.http.send<{ rows: readonly RemovedField[] }>(
        'GET',
        path('api', 'apps', app, 'forms', form, 'removed-fields'),
      ),
    enabled: published !== null,
  });
  return useMemo(
    () => Object.fromEntries((data?.rows ?? []).map(({ field, definition }) => [field, { field: definition }])),
    [data],
  );
}
