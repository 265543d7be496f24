import { checkTable, ruleScope, tableOf, TableReader } from '@tangram/rules';
import type { DecisionTableRule, Problem } from '@tangram/schema';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLanguage } from '../../../../app/i18n.ts';
import { conditionFields, useFormSurroundings } from '../../../expressions/index.ts';
import { useDesigner } from '../../designer-context.ts';
import { createTableCursor } from './grid/table-cursor.ts';
import { saidProblem } from './said-problem.ts';
import type { TableSurroundings } from './table-context.ts';
import { tableColumns } from './table-columns.ts';

/** Everything the grid is drawn from; undefined while the form is not known. */
export function useTableSurroundings(table: DecisionTableRule): TableSurroundings | undefined {
  const { form, problems } = useDesigner();
  const language = useLanguage();
  const [cursor] = useState(createTableCursor);
  const scope = useMemo(() => (form === undefined ? undefined : ruleScope(form)), [form]);
  const around = useFormSurroundings(form, scope);
  const fields = useMemo(() => (around === undefined ? [] : conditionFields(around.scope, around.names)), [around]);
  // One reader for as long as the scope stays: it remembers every cell it has read.
  const reader = useMemo(() => (scope === undefined ? undefined : new TableReader(scope)), [scope]);
  const settled = useDeferredValue(table);
  const reading = useMemo(
    () => (reader === undefined ? undefined : checkTable(tableOf(settled), reader)),
    [settled, reader],
  );
  const { inputs, outputs, writes } = table;
  const columns = useMemo(
    () => (around === undefined ? [] : tableColumns({ inputs, outputs, writes }, around.scope, around.names, language)),
    [inputs, outputs, writes, around, language],
  );
  const byPath = useMemo(() => {
    // Of the table itself what was found here is newer; the server tells of the rest.
    const own = /^\/(?:inputs|outputs|rows|hitPolicy)(?:\/|$)/;
    return Map.groupBy(
      [
        ...(reading?.problems ?? []).map((problem) => saidProblem(problem, language)),
        ...problems.filter(({ path }) => !own.test(path)),
      ],
      ({ path }) => path,
    );
  }, [reading, problems, language]);
  return useMemo(
    () =>
      scope === undefined || around === undefined || reading === undefined
        ? undefined
        : {
            table,
            columns,
            scope,
            around,
            language,
            fields,
            cursor,
            reading,
            problemsAt: (path: string): readonly Problem[] => byPath.get(path) ?? none,
          },
    [table, columns, scope, around, language, fields, cursor, reading, byPath],
  );
}

const none: readonly Problem[] = [];
