import type { JsonObject } from '@tangram/schema';
import type { ChartColors } from './colors.ts';

/**
 * What every drawn chart shares: quiet axes, text in the theme's ink, a tooltip, no motion that was not asked for. The
 * font is the page's to add: a canvas knows no `inherit`, and falls back to ten pixels of anything when it is told so.
 */
export function chartFrame(colors: ChartColors): JsonObject {
  return {
    color: [...colors.series],
    backgroundColor: 'transparent',
    animationDuration: 250,
    textStyle: { color: colors.text },
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text },
    },
  };
}

export function legend(colors: ChartColors, show: boolean): JsonObject {
  return {
    show,
    type: 'scroll',
    top: 0,
    textStyle: { color: colors.muted },
    icon: 'roundRect',
    itemWidth: 10,
    itemHeight: 10,
  };
}

/** Room for the axes is taken from the chart itself; the legend stands above. */
export function grid(hasLegend: boolean): JsonObject {
  return {
    left: 8,
    right: 24,
    top: hasLegend ? 36 : 12,
    bottom: 8,
    outerBoundsMode: 'same',
    outerBoundsContain: 'axisLabel',
  };
}

export function categoryAxis(names: readonly string[], colors: ChartColors) {
  return {
    type: 'category',
    data: [...names],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.line } },
    axisLabel: { color: colors.muted, hideOverlap: true, width: 120, overflow: 'truncate' },
  };
}

export function valueAxis(colors: ChartColors) {
  return {
    type: 'value',
    axisLine: { show: false },
    splitLine: { lineStyle: { color: colors.line } },
    splitNumber: 4,
    axisLabel: { color: colors.muted, hideOverlap: true },
  };
}

/** Text inside a tooltip is HTML, and names are what users typed. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** ECharts fills in `{b}` and `{style|...}` in a formatter string: braces in what users typed become full-width ones. */
export function literal(text: string): string {
  return text.replaceAll('{', '\uff5b').replaceAll('}', '\uff5d');
}
