import { useCallback, useState } from 'react';
import type { ColumnChoice } from './grid-columns.ts';

const key = (app: string, form: string, view: string) => `tangram.columns.${app}/${form}/${view}`;

/** The person's own columns of a view, kept on this device. */
export function useColumnChoice(
  app: string,
  form: string,
  view: string,
): [ColumnChoice | undefined, (choice: ColumnChoice | undefined) => void] {
  const at = key(app, form, view);
  const [kept, setKept] = useState(() => ({ at, choice: read(at) }));
  const choice = kept.at === at ? kept.choice : read(at);
  const keep = useCallback(
    (next: ColumnChoice | undefined) => {
      if (next === undefined) localStorage.removeItem(at);
      else localStorage.setItem(at, JSON.stringify(next));
      setKept({ at, choice: next });
    },
    [at],
  );
  return [choice, keep];
}

function read(at: string): ColumnChoice | undefined {
  const text = localStorage.getItem(at);
  if (text === null) return undefined;
  try {
    const choice = JSON.parse(text) as ColumnChoice;
    return Array.isArray(choice.shown) ? choice : undefined;
  } catch {
    return undefined;
  }
}
