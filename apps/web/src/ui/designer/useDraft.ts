import type { DefinitionKind, Definitions } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';
import { createDraftStore, type DraftStore, draftSource } from './draft-store.ts';

/**
 * Loads the draft of a definition once and gives the store that edits and saves it; undefined while loading. `empty` is
 * the document to begin with where none is stored. What was not saved yet is sent when the page is left.
 *
 *     const { store, error } = useDraft(app, 'rule', key, newRule);
 *     const title = useStore(store, (draft) => draft.document.title);
 */
export function useDraft<Kind extends DefinitionKind>(
  app: string,
  kind: Kind,
  key: string,
  empty: Definitions[Kind],
): { store: DraftStore<Definitions[Kind]> | undefined; error: Error | null } {
  const { data, error } = useQuery({
    queryKey: keys.definitions(app, 'draft', kind, key),
    queryFn: () => client.apps.definition(app, kind, key),
    // The store owns the document from here on: a refresh in the background must not take it away while it is edited.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  // biome-ignore lint: made once per loaded draft
  const store = useMemo(() => {
    if (data === undefined) return undefined;
    const save = (definition: Definitions[Kind], revision: number) =>
      client.apps.saveDraft(app, kind, key, { definition, revision });
    return createDraftStore(draftSource<Kind>(data, empty, save));
    // `data` changes only when another definition is opened; `empty` is used on that occasion alone.
  }, [app, kind, key, data !== undefined]);

  useEffect(() => {
    if (store === undefined) return;
    const warn = (event: BeforeUnloadEvent) => {
      if (['unsaved', 'saving', 'failed'].includes(store.getState().saving)) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      void store.getState().flush();
    };
  }, [store]);

  return { store, error };
}
