import type { DefinitionKind, Definitions } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../../app/client.ts';
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
  const { data: store, error } = useQuery({
    // Of its own name, so that no live event makes it stale: the store owns the document from here on, and a refresh in
    // the background would take it away while it is edited.
    queryKey: ['draft', app, kind, key],
    queryFn: async () => {
      const answer = await client.apps.definition(app, kind, key);
      const save = (definition: Definitions[Kind], revision: number) =>
        client.apps.saveDraft(app, kind, key, { definition, revision });
      return createDraftStore(draftSource<Kind>(answer, empty, save));
    },
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

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
