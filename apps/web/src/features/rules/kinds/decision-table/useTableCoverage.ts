import type { TableCoverage } from '@tangram/rules';
import type { DecisionTableRule, JsonObject, Problem, TableRow } from '@tangram/schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { client, problemsToShow } from '../../../../app/client.ts';
import { keys } from '../../../../app/query-keys.ts';
import { useDesigner } from '../../designer-context.ts';

/** How many records the rows and gaps speak of, once somebody has asked for it. */
export interface Coverage {
  readonly isAsked: boolean;
  readonly isLoading: boolean;
  readonly ask: (isAsked: boolean) => void;
  /** Records of the form that one may see; undefined while not counted. */
  readonly total: number | undefined;
  readonly row: (key: string) => TableCoverage['rows'][number] | undefined;
  readonly gapCount: (where: TableRow['inputs']) => number | undefined;
  readonly problems: readonly Problem[];
}

/** ms after the last edit. */
const pauseMs = 900;

/** Counts when asked, and again after a pause whenever the table has changed and reads. */
export function useTableCoverage(table: DecisionTableRule, isReadable: boolean): Coverage {
  const { app, ruleKey } = useDesigner();
  const [isAsked, ask] = useState(false);
  const [settled, setSettled] = useState(table);
  useEffect(() => {
    if (!isReadable) return;
    const timer = setTimeout(() => setSettled(table), pauseMs);
    return () => clearTimeout(timer);
  }, [table, isReadable]);
  const { data, error, isFetching } = useQuery({
    queryKey: keys.records(app, settled.form, 'table coverage', ruleKey, settled),
    queryFn: async () =>
      // The route answers what the engine's `coverage` returns.
      (await client.work.tableCoverage(app, ruleKey, {
        definition: settled as unknown as JsonObject,
      })) as unknown as TableCoverage,
    enabled: isAsked,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const rows = new Map(data?.rows.map((row) => [row.key, row]));
    const gaps = new Map(data?.gaps.map(({ where, count }) => [gapKey(where), count]));
    return {
      isAsked,
      isLoading: isFetching,
      ask,
      total: isAsked ? data?.total : undefined,
      row: (key: string) => (isAsked ? rows.get(key) : undefined),
      gapCount: (where: TableRow['inputs']) => (isAsked ? (gaps.get(gapKey(where)) ?? undefined) : undefined),
      problems: isAsked && error !== null ? problemsToShow(error) : [],
    };
  }, [data, error, isAsked, isFetching]);
}

function gapKey(where: TableRow['inputs']): string {
  return Object.entries(where)
    .filter(([, tests]) => tests !== '-')
    .map((part) => part.join(' '))
    .toSorted()
    .join('\n');
}
