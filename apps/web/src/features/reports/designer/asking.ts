import { create } from 'zustand';

interface Asking {
  /** The field for which a condition is being asked; null while none is. */
  readonly field: string | null;
  readonly ask: (field: string | null) => void;
}

/** A field dropped on the filters opens the question which records are meant; only an answer changes the report. */
export const useAsking = create<Asking>((set) => ({ field: null, ask: (field) => set({ field }) }));
