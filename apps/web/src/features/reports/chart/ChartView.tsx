import { chartTypeNamed, describeResult, type QueryResult, type ResultRow } from '@tangram/reports';
import type { ChartDefinition } from '@tangram/schema';
import { useMemo } from 'react';
import { useLanguage, useText } from '../../../app/i18n.ts';
import { useMode } from '../../../app/theme/theme-store.ts';
import { AnswerTable } from './AnswerTable.tsx';
import { EChart } from './EChart.tsx';
import { Figures } from './Figures.tsx';

/** An answer in the chart type the report chose, or as the table of its rows. */
export function ChartView({
  chart,
  result,
  asTable = false,
  onRow,
}: {
  chart: ChartDefinition;
  result: QueryResult;
  /** The table twin of the chart, for those who cannot see or would rather read it. */
  asTable?: boolean;
  /** A mark or line was chosen, or the figure of one measure. */
  onRow?: (row: ResultRow, measure?: string) => void;
}) {
  const text = useText();
  const language = useLanguage();
  const dark = useMode() === 'dark';
  const type = chartTypeNamed(chart.type);
  const settings = chart.settings ?? noSettings;
  const context = useMemo(() => ({ language, zone: result.zone, dark }), [language, result.zone, dark]);
  const option = useMemo(
    () => (asTable ? undefined : type?.option?.(result, settings, context)),
    [asTable, type, result, settings, context],
  );
  if (option !== undefined && type !== undefined) {
    const choose = onRow && ((row: number) => onRow(result.rows[row] as ResultRow));
    const label = `${text(type.title)}. ${describeResult(result, context)}`;
    return <EChart option={option} label={label} {...(choose === undefined ? {} : { onRow: choose })} />;
  }
  if (!asTable && type?.figures !== undefined) {
    const choose = onRow && ((measure: string) => onRow({}, measure));
    return (
      <Figures
        figures={type.figures(result, settings, context)}
        {...(choose === undefined ? {} : { onOpen: choose })}
      />
    );
  }
  return <AnswerTable result={result} {...(onRow === undefined ? {} : { onRow })} />;
}

const noSettings = {};
