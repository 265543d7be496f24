/** The colours that options and marks may name, each as one hue that is readable as a dot in both themes. */
const named: Readonly<Record<string, string>> = {
  default: '#8a8f98',
  blue: '#3b6fd4',
  cyan: '#0f8f8f',
  green: '#3f9142',
  gold: '#b98a00',
  orange: '#cf6a1c',
  red: '#cc4136',
  magenta: '#c03f7d',
  purple: '#7d4fb3',
};

export const colorNames: readonly string[] = Object.keys(named);

/** The hue of a colour name or of `#rrggbb`; grey for anything else. */
export function hueOf(color: string | undefined): string {
  if (color !== undefined && /^#[0-9a-f]{6}$/i.test(color)) return color;
  return named[color ?? 'default'] ?? (named['default'] as string);
}
