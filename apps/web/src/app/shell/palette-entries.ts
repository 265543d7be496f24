/** Something that Ctrl+K offers: a place to go to (`path`) or a thing to do (`run`). */
export interface PaletteEntry {
  readonly id: string;
  readonly group: 'records' | 'pages' | 'commands';
  readonly title: string;
  readonly icon: string;
  /** Where it belongs: the application, the form. */
  readonly detail?: string;
  readonly path?: string;
  readonly run?: () => void;
}

/** The entries that hold every typed word, in their own order, those whose title begins with it first. */
export function matching(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  const rank = new Map<PaletteEntry, number>();
  for (const entry of entries) {
    const text = `${entry.title} ${entry.detail ?? ''}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    rank.set(entry, entry.title.toLowerCase().startsWith(words[0] as string) ? 0 : 1);
  }
  const groups: readonly PaletteEntry['group'][] = ['records', 'pages', 'commands'];
  return [...rank.keys()].sort(
    (a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || (rank.get(a) as number) - (rank.get(b) as number),
  );
}
