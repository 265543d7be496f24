import type { ImportPlan, ImportPreview, ImportState } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import styles from './ImportPage.module.css';
import { RunReport } from './RunReport.tsx';

const askAgainMs = 400;

/** How far a run is and what became of it: the check (`isDryRun`) with the button that imports, or the import itself. */
export function RunStep({
  form,
  begun,
  isDryRun,
  file,
  plan,
  onBack,
  onStarted,
  children,
}: {
  form: FormModel;
  begun: ImportState;
  isDryRun: boolean;
  file?: ImportPreview;
  plan?: ImportPlan;
  onBack?: () => void;
  onStarted?: (run: ImportState) => void;
  /** What there is to do when the run is over. */
  children?: ReactNode;
}) {
  const { t } = useTranslation('records');
  const format = useFormat();
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
      <div className={styles['underWay']}>
        <p>{t(isDryRun ? 'importing.checking' : 'importing.running', words)}</p>
        <Progress percent={share} showInfo={false} />
        <p className={styles['quiet']}>{t('importing.background')}</p>
        <footer className={styles['foot']}>
          <Button onClick={() => void client.records.cancelImport(form.app, form.key, run.id)}>
            {t('importing.cancel')}
          </Button>
        </footer>
      </div>
    );
  }
  const importable = run.total - run.failed;
  return (
    <>
      <RunReport form={form} run={run} isDryRun={isDryRun} />
      {start.error !== null && <ProblemList problems={problemsToShow(start.error)} />}
      {isDryRun && (
        <footer className={styles['foot']}>
          <Button type="primary" disabled={importable === 0} loading={start.isPending} onClick={() => start.mutate()}>
            {t('importing.start', { count: importable, rows: format.number(importable) })}
          </Button>
          <Button disabled={start.isPending} onClick={onBack}>
            {t('importing.back')}
          </Button>
        </footer>
      )}
      {children}
    </>
  );
}
