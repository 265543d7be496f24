import type { Scope } from '@tangram/expression';
import { checkTableContent, ruleScope, tableOf, TableReader } from '@tangram/rules';
import type { DecisionTableRule, Language, Problem } from '@tangram/schema';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLanguage } from '../../../../app/i18n.ts';
import { useMe } from '../../../../app/session.ts';
import { conditionFields, useFormSurroundings } from '../../../expressions/index.ts';
import { useDesigner } from '../../designer-context.ts';
import { cellWords } from './cell-words.ts';
import { createTableCursor } from './grid/table-cursor.ts';
import { useTableFindings } from './health/useTableFindings.ts';
import { useTableCoverage } from './useTableCoverage.ts';
import { saidProblem } from './said-problem.ts';
import type { TableSurroundings } from './table-context.ts';
import { type TableColumn, tableColumns } from './table-columns.ts';

/** Everything the grid is drawn from; undefined while the form is not known. */
export function useTableSurroundings(table: DecisionTableRule): TableSurroundings | undefined {
  const { form, problems } = useDesigner();
  const language = useLanguage();
  const zone = useMe().workspace.zone;
  const [cursor] = useState(createTableCursor);
  const scope = useMemo(() => (form === undefined ? undefined : ruleScope(form)), [form]);
  const around = useFormSurroundings(form, scope);
  const fields = useMemo(() => (around === undefined ? [] : conditionFields(around.scope, around.names)), [around]);
  // One reader for as long as the scope stays: it remembers every cell it has read.
  const reader = useMemo(() => (scope === undefined ? undefined : new TableReader(scope)), [scope]);
  const settled = useDeferredValue(table);
  const reading = useMemo(
    () => (reader === undefined ? undefined : checkTableContent(tableOf(settled), reader)),
    [settled, reader],
  );
  const { inputs, outputs, writes } = table;
  const columns = useMemo(
    () => (around === undefined ? [] : tableColumns({ inputs, outputs, writes }, around.scope, around.names, language)),
    [inputs, outputs, writes, around, language],
  );
  const byPath = useMemo(() => {
    // Of the table itself what was found here is newer; of shapes and of the rest the server tells.
    const own = /^\/(?:inputs|outputs|rows|hitPolicy)(?:\/|$)/;
    return Map.groupBy(
      [
        ...(reading?.problems ?? []).map((problem) => saidProblem(problem, language)),
        ...problems.filter(({ path, code }) => !own.test(path) || code.startsWith('SCHEMA_')),
      ],
      ({ path }) => path,
    );
  }, [reading, problems, language]);
  const wordsOf = useMemo(() => rememberedWords(columns, scope, language), [columns, scope, language]);
  const seen = useMemo(
    () => (scope === undefined || reading === undefined ? undefined : { reading, columns, scope, language }),
    [reading, columns, scope, language],
  );
  const findings = useTableFindings(seen, zone);
  const coverage = useTableCoverage(table, reading !== undefined && reading.table !== null);
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
            findings,
            coverage,
            wordsOf,
            problemsAt: (path: string): readonly Problem[] => byPath.get(path) ?? none,
          },
    [table, columns, scope, around, language, fields, cursor, reading, findings, coverage, wordsOf, byPath],
  );
}

/** Drawing a row reads each of its cells; the same text is read once. */
function rememberedWords(columns: readonly TableColumn[], scope: Scope | undefined, language: Language) {
  const known = new Map(columns.map((column) => [column, new Map<string, string>()]));
  return (column: TableColumn, text: string): string => {
    if (scope === undefined) return text;
    const words = known.get(column)?.get(text) ?? cellWords(text, column, scope, language);
    known.get(column)?.set(text, words);
    return words;
  };
}

const none: readonly Problem[] = [];
