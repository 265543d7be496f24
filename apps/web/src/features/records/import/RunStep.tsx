import type { ImportPlan, ImportPreview, ImportState } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { useLanguage } from '../../../app/i18n.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import styles from './ImportPage.module.css';
import { rowProblem } from './row-problem.ts';

const askAgainMs = 400;
const shownProblems = 12;

/** How far a run is and what became of it: the check (`isDryRun`) with the button that imports, or the import itself. */
export function RunStep({
  form,
  begun,
  isDryRun,
  file,
  plan,
  onBack,
  onStarted,
}: {
  form: FormModel;
  begun: ImportState;
  isDryRun: boolean;
  file?: ImportPreview;
  plan?: ImportPlan;
  onBack?: () => void;
  onStarted?: (run: ImportState) => void;
}) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const language = useLanguage();
  const queries = useQueryClient();
  const { data: run = begun, error } = useQuery({
    queryKey: ['import-run', begun.id],
    queryFn: () => client.records.importState(form.app, form.key, begun.id),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? askAgainMs : false),
  });
  const start = useMutation({
    mutationFn: () =>
      client.records.startImport(form.app, form.key, {
        file: file?.file ?? '',
        plan: plan ?? { columns: {} },
        dryRun: false,
      }),
    onSuccess: (next) => onStarted?.(next),
  });
  const isOver = run.state !== 'running';
  useEffect(() => {
    if (isOver && !isDryRun) void queries.invalidateQueries({ queryKey: ['records', form.app] });
  }, [isOver, isDryRun, queries, form.app]);

  if (error !== null) return <ProblemList problems={problemsToShow(error)} />;
  if (!isOver) {
    const share = run.total === 0 ? 0 : Math.round((run.done / run.total) * 100);
    const words = { done: format.number(run.done), total: format.number(run.total) };
    return (
      <div>
        <p>{t(isDryRun ? 'importing.checking' : 'importing.running', words)}</p>
        <Progress percent={share} showInfo={false} />
        <p className={styles['quiet']}>{t('importing.background')}</p>
        <Button onClick={() => void client.records.cancelImport(form.app, form.key, run.id)}>
          {t('importing.cancel')}
        </Button>
      </div>
    );
  }
  const rowProblems = run.problems
    .slice(0, shownProblems)
    .map((problem) => ({ ...rowProblem(form, problem, language), row: problem.row }));
  const importable = run.total - run.failed;
  return (
    <>
      {run.state === 'failed' && (
        <ProblemList
          problems={
            run.problems.length > 0 ? run.problems : [{ code: 'FAILED', message: t('importing.failed'), path: '' }]
          }
        />
      )}
      {run.state === 'cancelled' && <p>{t('importing.cancelled')}</p>}
      <div className={styles['numbers']}>
        <Number value={format.number(run.created)} text={t('importing.outcome.created')} />
        <Number value={format.number(run.updated)} text={t('importing.outcome.updated')} />
        <Number value={format.number(run.failed)} text={t('importing.outcome.failed')} isBad={run.failed > 0} />
      </div>
      {run.state === 'done' && run.failed === 0 && <p>{t('importing.allFit')}</p>}
      {run.state !== 'failed' && rowProblems.length > 0 && (
        <section className={styles['problems']}>
          <h3>{t('importing.firstProblems')}</h3>
          <ul>
            {rowProblems.map((problem, at) => (
              <li key={`${at}`}>
                <span>{problem.row === undefined ? '' : t('importing.row', { row: problem.row })}</span>
                <span>
                  {problem.message} {problem.hint}
                </span>
              </li>
            ))}
          </ul>
          <a href={client.records.importErrorsUrl(form.app, form.key, run.id)} download>
            {t('importing.errors')}
          </a>
        </section>
      )}
      {start.error !== null && <ProblemList problems={problemsToShow(start.error)} />}
      {isDryRun && (
        <footer className={styles['foot']}>
          <Button type="primary" disabled={importable === 0} loading={start.isPending} onClick={() => start.mutate()}>
            {t('importing.start', { count: format.number(importable) as never })}
          </Button>
          <Button onClick={onBack}>{t('importing.back')}</Button>
        </footer>
      )}
    </>
  );
}

function Number({ value, text, isBad = false }: { value: string; text: string; isBad?: boolean }) {
  return (
    <div data-bad={isBad}>
      <strong>{value}</strong>
      <span>{text}</span>
    </div>
  );
}
