import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { accentIn, type Mode, mix, palettes, softOf } from './palette.ts';

export type ThemeChoice = 'system' | Mode;

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly choose: (choice: ThemeChoice) => void;
}

const storageKey = 'tangram.theme';
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemIsStill = window.matchMedia('(prefers-reduced-motion: reduce)');

export const useThemeChoice = create<ThemeState>((set) => ({
  choice: readChoice(),
  choose(choice) {
    localStorage.setItem(storageKey, choice);
    set({ choice });
  },
}));

/** Light or dark as shown now: the person's choice, else what the system says, also when it changes. */
export function useMode(): Mode {
  const choice = useThemeChoice((state) => state.choice);
  const dark = useSyncExternalStore(watchDark, () => systemIsDark.matches);
  if (choice !== 'system') return choice;
  return dark ? 'dark' : 'light';
}

/** Whether things may move: not where the person asked the system for less motion, also when they ask while we run. */
export function useMotion(): boolean {
  return !useSyncExternalStore(watchStill, () => systemIsStill.matches);
}

/** Writes the palette and the accent as custom properties of `element` (the page, or an app's own part of it). */
export function paintPage(element: HTMLElement, mode: Mode, accent: string | undefined): void {
  element.dataset['theme'] = mode;
  element.style.colorScheme = mode;
  for (const [name, value] of Object.entries(palettes[mode])) element.style.setProperty(`--t-${name}`, value);
  const color = accentIn(mode, accent);
  element.style.setProperty('--t-accent', color);
  element.style.setProperty('--t-accentSoft', softOf(mode, color));
  element.style.setProperty('--t-accentLine', mix(color, palettes[mode].surface, 0.6));
  element.style.setProperty('--t-onAccent', mode === 'light' ? '#ffffff' : '#0f1012');
}

function readChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

const watchDark = watch(systemIsDark);
const watchStill = watch(systemIsStill);

function watch(query: MediaQueryList): (changed: () => void) => () => void {
  return (changed) => {
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  };
}
