import { useEffect, useEffectEvent } from 'react';

/** `mod+z`, `mod+shift+z`, `delete`, `escape`: `mod` is Ctrl, or Command on a Mac. */
export type Shortcuts = { readonly [combination: string]: (event: KeyboardEvent) => void };

/**
 * Listens on the page while the component is there. A key pressed while an input method composes is never a shortcut,
 * nor is a plain key (Delete, Enter, a letter) typed into a field; Ctrl+Z inside a field stays the field's own undo. An
 * input marked `data-catcher` only catches keys for a grid and counts as none.
 */
export function useShortcuts(shortcuts: Shortcuts, enabled = true): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const action = shortcuts[combinationOf(event)];
    if (action === undefined || isForTheField(event)) return;
    event.preventDefault();
    action(event);
  });
  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [enabled]);
}

/** The name of a pressed combination; empty while an input method is composing (229 is what older ones send). */
export function combinationOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing' | 'keyCode'>,
): string {
  if (event.isComposing || event.keyCode === 229) return '';
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  if (event.shiftKey) parts.push('shift');
  return [...parts, event.key.toLowerCase()].join('+');
}

const ownedByFields = new Set(['mod+z', 'mod+shift+z', 'mod+y', 'mod+a', 'mod+c', 'mod+v', 'mod+x']);

function isForTheField(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  const isField = target?.closest?.('input:not([data-catcher]), textarea, select, [contenteditable="true"]') != null;
  if (!isField) return false;
  const combination = combinationOf(event);
  return !combination.startsWith('mod+') || ownedByFields.has(combination);
}
