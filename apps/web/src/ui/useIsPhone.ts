import { useSyncExternalStore } from 'react';

/** Below this width (px) a page is drawn for a thumb: cards instead of grids, a bar at the bottom. */
const phoneQuery = window.matchMedia('(max-width: 720px)');

export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      phoneQuery.addEventListener('change', changed);
      return () => phoneQuery.removeEventListener('change', changed);
    },
    () => phoneQuery.matches,
  );
}
