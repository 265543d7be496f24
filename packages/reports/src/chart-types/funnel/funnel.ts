import type { JsonObject } from '@tangram/schema';
import { isGroupMark, type QueryResult } from '../../result/query-result.ts';
import { writeNumber, writeValue, type WritingPlace } from '../../result/write-value.ts';
import type { ChartType } from '../chart-type.ts';
import { chartColors, markColor } from '../colors.ts';
import { chartFrame, literal } from '../frame.ts';
import { pointTooltip } from '../point.ts';
import { slicesOf, type Slice } from '../slices.ts';

/**
 * How many come how far. Stages stand in the order of their choices; each says how many reached it and which part of the
 * stage before that is. A record that stands at a stage has passed all before it, so `reached` adds up from the end;
 * `standing` draws each stage as it is now. Stages left out (lost, on hold) are no steps and are named below the chart.
 */
export const funnel: ChartType = {
  type: 'funnel',
  title: { en: 'Funnel', zh: '漏斗图' },
  icon: 'FunnelPlotOutlined',
  settings: settings([]),
  needs: { dimensions: [1, 1], values: [1, 1] },
  suits: (shape) => (shape.hasOrderedChoices && !shape.isRanking ? 0.65 : 0.1),
  settingsFor(result, context) {
    const dimension = result.columns.find((column) => column.role === 'dimension');
    const cells = dimension?.options?.map((option) => option.value) ?? [];
    return settings(
      cells.map((value) => ({
        const: value,
        title: dimension === undefined ? value : writeValue(value, dimension, context),
      })),
    );
  },
  option(result, chosen, context) {
    const colors = chartColors(context.dark);
    const { steps, leftOut } = funnelSteps(result, chosen, context);
    const widest = Math.max(0, ...steps.map((step) => step.reached));
    // A line each: side by side they are too wide for a phone.
    const notes = [steps.length > 1 ? phrases.legend[context.language] : '', leftOut].filter((part) => part !== '');
    return {
      ...chartFrame(colors),
      legend: { show: false },
      title: {
        subtext: notes.join('\n'),
        left: 'center',
        bottom: 0,
        itemGap: 0,
        padding: 0,
        subtextStyle: { color: colors.muted, lineHeight: noteHeight },
      },
      series: [
        {
          type: 'funnel',
          left: '2%',
          width: '52%',
          top: 8,
          bottom: notes.length * noteHeight + 12,
          sort: 'none',
          gap: 3,
          min: 0,
          max: widest,
          minSize: '2%',
          itemStyle: { borderWidth: 0 },
          labelLine: { show: true, lineStyle: { color: colors.line } },
          data: steps.map((step, index) => ({
            name: step.name,
            value: step.reached,
            row: step.row,
            itemStyle: { color: markColor(colors, index, step.color) },
            label: {
              position: 'right',
              color: colors.text,
              formatter: literal(`${step.name}  ${step.text}${step.conversion === '' ? '' : ` (${step.conversion})`}`),
            },
            tooltip: pointTooltip(step.name, '', step.tooltip),
          })),
        },
      ],
    };
  },
};

/** px */
const noteHeight = 17;

function settings(choices: readonly { readonly const: string; readonly title: string }[]) {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      counts: {
        title: { en: 'Each stage shows', zh: '各阶段显示' },
        oneOf: [
          { const: 'reached', title: { en: 'All who came this far', zh: '到达过的' } },
          { const: 'standing', title: { en: 'Only those there now', zh: '目前停留的' } },
        ],
        default: 'reached',
      },
      leaveOut: {
        type: 'array',
        title: { en: 'Not a step (lost, on hold)', zh: '不算步骤（流失、搁置等）' },
        uniqueItems: true,
        items: choices.length === 0 ? { type: 'string' } : { type: 'string', oneOf: choices },
        default: [],
      },
    },
  } as const;
}

export interface FunnelStep {
  readonly name: string;
  readonly reached: number;
  readonly text: string;
  /** The share of the stage before that came this far, `60%`; empty for the first step and after an empty one. */
  readonly conversion: string;
  readonly tooltip: string;
  /** The row of those who stand at this stage now; null when nobody does. */
  readonly row: number | null;
  readonly color?: string;
}

/** The steps of the funnel, first to last, and a sentence naming what is no step. Exported for the tests. */
export function funnelSteps(
  result: QueryResult,
  chosen: JsonObject,
  place: WritingPlace,
): { steps: FunnelStep[]; leftOut: string } {
  const { slices, dimension, value } = slicesOf(result, place);
  const excluded = new Set(Array.isArray(chosen['leaveOut']) ? (chosen['leaveOut'] as readonly string[]) : []);
  const isStep = (slice: Slice) =>
    slice.cell !== null && !isGroupMark(slice.cell) && !(typeof slice.cell === 'string' && excluded.has(slice.cell));
  const order = dimension.options?.map((option) => option.value);
  // A stage at which nobody stands is a step all the same: people pass it.
  const stages: Slice[] =
    order === undefined
      ? slices.filter(isStep)
      : order
          .map((cell) => slices.find((slice) => slice.cell === cell) ?? emptyStage(cell, dimension, place))
          .filter(isStep);
  const adds = chosen['counts'] !== 'standing';
  const steps: FunnelStep[] = [];
  let reached = 0;
  for (const stage of [...stages].reverse()) {
    reached = adds ? reached + stage.value : stage.value;
    steps.unshift({
      name: stage.name,
      reached,
      text: writeValue(reached, value, place),
      conversion: '',
      tooltip: adds ? `${phrases.here[place.language]} ${stage.text}` : stage.text,
      row: stage.row,
      ...(stage.color === undefined ? {} : { color: stage.color }),
    });
  }
  const rest = slices.filter((slice) => !isStep(slice)).map((slice) => `${slice.name} ${slice.text}`);
  return {
    steps: steps.map((step, index) => ({ ...step, ...conversionOf(steps[index - 1], steps[0], step, place) })),
    leftOut:
      rest.length === 0 ? '' : `${phrases.leftOut[place.language]}${rest.join(place.language === 'zh' ? '、' : ', ')}`,
  };
}

function emptyStage(cell: string, dimension: QueryResult['columns'][number], place: WritingPlace): Slice {
  const color = dimension.options?.find((option) => option.value === cell)?.color;
  return {
    cell,
    name: writeValue(cell, dimension, place),
    value: 0,
    text: '0',
    row: null,
    ...(color === undefined ? {} : { color }),
  };
}

const phrases = {
  here: { en: 'now here:', zh: '目前停留：' },
  leftOut: { en: 'Not in the funnel: ', zh: '未计入：' },
  legend: { en: '( ) of the stage before', zh: '括号内：上一阶段转化率' },
  before: { en: 'of the stage before', zh: '上一阶段转化率' },
  first: { en: 'of the first stage', zh: '占首阶段' },
} as const;

function conversionOf(
  before: FunnelStep | undefined,
  first: FunnelStep | undefined,
  step: FunnelStep,
  { language }: WritingPlace,
): { conversion: string; tooltip: string } {
  if (before === undefined || first === undefined || before.reached === 0 || first.reached === 0)
    return { conversion: '', tooltip: step.tooltip };
  const share = (of: number) => writeNumber(step.reached / of, { style: 'percent', digits: 1 }, language);
  const said = (what: 'before' | 'first', of: number) =>
    language === 'zh' ? `${phrases[what].zh} ${share(of)}` : `${share(of)} ${phrases[what].en}`;
  return {
    conversion: share(before.reached),
    tooltip: [step.text, said('before', before.reached), said('first', first.reached), step.tooltip].join(', '),
  };
}
