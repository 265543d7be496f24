import { describe, expect, it } from 'vitest';
import { accentIn, accents, contrast, mix, palettes } from './palette.ts';

describe.each(['light', 'dark'] as const)('%s', (mode) => {
  const palette = palettes[mode];

  it('keeps every text readable (4.5 : 1) on canvas, surface and hover', () => {
    for (const text of [palette.text, palette.textSoft, palette.textFaint, palette.good, palette.warn, palette.bad]) {
      for (const ground of [palette.surface, palette.canvas, palette.hover])
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each([...accents, '#ffff00', '#000000', '#ffffff', undefined, 'red'])('makes the accent %s readable', (accent) => {
    expect(contrast(accentIn(mode, accent), palette.surface)).toBeGreaterThanOrEqual(4.5);
  });
});

it('carries white text on every accent as it is given', () => {
  for (const accent of accents) expect(contrast(accent, '#ffffff')).toBeGreaterThanOrEqual(4);
});

it('mixes two colours', () => {
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
  expect(mix('#123456', '#ffffff', 0)).toBe('#123456');
});
