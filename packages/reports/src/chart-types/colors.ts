/** The hues that options may name, in the order in which series take them; all keep 3:1 against the surface they are drawn on. */
const hues = {
  light: {
    blue: '#3b6fd4',
    cyan: '#0f8f8f',
    orange: '#cf6a1c',
    purple: '#7d4fb3',
    green: '#3f9142',
    magenta: '#c03f7d',
    gold: '#a67c00',
    default: '#6c727c',
    red: '#cc4136',
  },
  dark: {
    blue: '#7aa2f2',
    cyan: '#45c1c1',
    orange: '#ee9a54',
    purple: '#b08be6',
    green: '#74c278',
    magenta: '#e77db0',
    gold: '#d9b03c',
    default: '#9aa1ab',
    red: '#f0857a',
  },
} as const;

const ink = {
  light: { text: '#1d2025', muted: '#6c727c', line: '#e9e9e4', surface: '#ffffff' },
  dark: { text: '#e8e9eb', muted: '#8f959f', line: '#2f333a', surface: '#17191c' },
} as const;

export interface ChartColors {
  readonly series: readonly string[];
  readonly named: { readonly [name: string]: string };
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
}

export function chartColors(dark: boolean): ChartColors {
  const theme = dark ? 'dark' : 'light';
  return { series: Object.values(hues[theme]), named: hues[theme], ...ink[theme] };
}

/** The colour of the n-th series or slice: the one its option names (a name or `#rrggbb`), else its turn among the hues. */
export function markColor(colors: ChartColors, index: number, chosen?: string): string {
  if (chosen !== undefined) {
    const named = Object.hasOwn(colors.named, chosen) ? colors.named[chosen] : undefined;
    if (named !== undefined) return named;
    if (/^#[0-9a-f]{6}$/i.test(chosen)) return chosen;
  }
  return colors.series[index % colors.series.length] as string;
}
