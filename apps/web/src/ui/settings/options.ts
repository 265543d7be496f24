/** An option of a choice as it begins: label and stored value are the same text. */
export interface NewOption {
  readonly [name: string]: string;
  readonly value: string;
  readonly title: string;
}

/** The options that a pasted text holds, one per line (or tab, as from a sheet), without blanks, repeats and taken ones. */
export function optionsFrom(text: string, taken: readonly string[]): NewOption[] {
  const seen = new Set(taken);
  const options: NewOption[] = [];
  for (const part of text.split(/[\r\n\t]+/)) {
    const title = part.trim();
    if (title === '' || seen.has(title)) continue;
    seen.add(title);
    options.push({ value: title, title });
  }
  return options;
}
