/**
 * Every colour of the product, once. `theme-store` writes them as `--t-<name>` on the page; `antd-theme` hands the same
 * ones to antd. Text colours keep 4.5 : 1 against `surface` and `canvas` (WCAG 2.2 AA).
 */
export interface Palette {
  /** Behind everything: the desk. */
  readonly canvas: string;
  /** Where work lies: pages, cards. */
  readonly surface: string;
  /** Above the page: menus, drawers, dialogs. */
  readonly raised: string;
  /** Wells within a surface: grid heads, quiet panels. */
  readonly sunken: string;
  readonly hover: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSoft: string;
  readonly textFaint: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  readonly shadow: string;
  readonly shadowLarge: string;
}

export type Mode = 'light' | 'dark';

export const palettes: Readonly<Record<Mode, Palette>> = {
  light: {
    canvas: '#f4f4f1',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f8f8f6',
    hover: '#f1f1ed',
    line: '#e9e9e4',
    lineStrong: '#d8d8d2',
    text: '#1d2025',
    textSoft: '#565c66',
    textFaint: '#656b75',
    good: '#257548',
    warn: '#8f5a00',
    bad: '#c0392b',
    shadow: '0 1px 2px rgba(28, 30, 34, 0.05), 0 1px 8px rgba(28, 30, 34, 0.04)',
    shadowLarge: '0 12px 40px rgba(28, 30, 34, 0.14), 0 2px 8px rgba(28, 30, 34, 0.06)',
  },
  dark: {
    canvas: '#0f1012',
    surface: '#17191c',
    raised: '#202327',
    sunken: '#131518',
    hover: '#22252a',
    line: '#272a2f',
    lineStrong: '#3a3e45',
    text: '#e8e9eb',
    textSoft: '#adb2bb',
    textFaint: '#8f959f',
    good: '#6cc795',
    warn: '#e0aa4b',
    bad: '#f0857a',
    shadow: '0 1px 2px rgba(0, 0, 0, 0.4)',
    shadowLarge: '0 16px 48px rgba(0, 0, 0, 0.6)',
  },
};

/** The accents an application may take; the first is the product's own. One per tangram piece. */
export const accents = ['#3b5ccc', '#0f7b72', '#5c8a2f', '#a8650a', '#b85530', '#b83a5e', '#7d4fb3'] as const;

/**
 * The accent as it may be used in `mode`: lightened on dark pages, darkened on light ones, until it keeps 4.5 : 1
 * against the surface and against its own soft shade, on which chosen things and tags stand. Anything but `#rrggbb`
 * gives the product's own.
 */
export function accentIn(mode: Mode, color: string | undefined): string {
  const wanted = /^#[0-9a-f]{6}$/i.test(color ?? '') ? (color as string) : accents[0];
  const towards = mode === 'light' ? '#000000' : '#ffffff';
  for (let part = 0; part < 1; part += 0.05) {
    const candidate = mix(wanted, towards, part);
    if (contrast(candidate, softOf(mode, candidate)) >= 4.6) return candidate;
  }
  return towards;
}

/** The shade of an accent that lies behind text of the same accent. */
export function softOf(mode: Mode, accent: string): string {
  return mix(accent, palettes[mode].surface, mode === 'light' ? 0.9 : 0.82);
}

/** `part` of `other` in `color`: 0 is `color`, 1 is `other`. */
export function mix(color: string, other: string, part: number): string {
  const [a, b] = [channels(color), channels(other)];
  return `#${a
    .map((value, i) =>
      Math.round(value + ((b[i] as number) - value) * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
