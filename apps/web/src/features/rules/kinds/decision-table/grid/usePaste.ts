import { pasteCells, readClipboard } from '@tangram/rules';
import { languages, textIn } from '@tangram/schema';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../../../designer-context.ts';
import { saidProblem } from '../said-problem.ts';
import { useTable } from '../table-context.ts';
import { setCells } from '../table-edits.ts';
import { pasteColumn, withValues } from '../typed-cell.ts';

/** Fills cells to the right and down from a block of a spreadsheet, as one step, and says what could not be read. */
export function usePaste(): (block: string, row: number, column: number) => void {
  const { t } = useTranslation('rules');
  const { notification, message } = App.useApp();
  const { designer } = useDesigner();
  const { columns, scope, language } = useTable();
  return (block, row, place) => {
    const width = Math.max(0, ...readClipboard(block).map((cells) => cells.length));
    const filled = columns.slice(place, place + width);
    const titled = filled.map((column) => ({
      ...pasteColumn(column),
      titles: [column.key, ...languages.map((each) => textIn(column.title, each))],
    }));
    const { rows, problems } = pasteCells(block, titled, scope);
    if (rows.length === 0) return;
    const texts = rows.map((cells) =>
      cells.map((text, at) => {
        const column = filled[at];
        return column === undefined || column.side === 'annotation' ? text : withValues(text, column);
      }),
    );
    designer.getState().edit(t('table.paste'), setCells(row, filled, texts));
    if (problems.length === 0) {
      message.success(t('table.pasted', { count: rows.length }));
      return;
    }
    const lines = problems.slice(0, 8).map((problem) => {
      const [line = '0', cell = ''] = problem.path.split('/').slice(1);
      const title = textIn(filled[Number(cell)]?.title, language);
      const where = t('table.row', { number: row + Number(line) + 1 });
      return `${where}${cell === '' ? '' : ` · ${title}`}: ${saidProblem(problem, language).message}`;
    });
    notification.warning({
      title: t('table.pastedSome', { count: rows.length, problems: problems.length }),
      description: lines.join('\n'),
      duration: 0,
      style: { whiteSpace: 'pre-line' },
    });
  };
}
