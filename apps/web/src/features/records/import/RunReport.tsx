import type { ImportState } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { useLanguage } from '../../../app/i18n.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import styles from './ImportPage.module.css';
import { rowProblem } from './row-problem.ts';

const shownProblems = 12;

/**
 * What became of a run that is over. A check and an import never say the same: after a check nothing has been written,
 * and whoever reads "not imported" there takes the import for done.
 */
export function RunReport({ form, run, isDryRun }: { form: FormModel; run: ImportState; isDryRun: boolean }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const language = useLanguage();
  const said = isDryRun ? 'check' : 'done';
  const rowProblems = run.problems
    .slice(0, shownProblems)
    .map((problem) => ({ ...rowProblem(form, problem, language), row: problem.row }));
  return (
    <>
      {run.state === 'failed' && (
        <ProblemList
          problems={
            run.problems.length > 0 ? run.problems : [{ code: 'FAILED', message: t('importing.failed'), path: '' }]
          }
        />
      )}
      <p role="status" className={styles['outcome']}>
        {run.state === 'cancelled' && t('importing.cancelled')}
        {run.state === 'done' && t(`importing.report.${said}.title`)}
        {run.state === 'done' && run.failed === 0 && ` ${t(`importing.report.${said}.allFit`)}`}
      </p>
      <div className={styles['numbers']}>
        {(['created', 'updated', 'unchanged', 'failed'] as const)
          .filter((count) => count === 'created' || count === 'failed' || run[count] > 0)
          .map((count) => (
            <div key={count} data-bad={count === 'failed' && run.failed > 0}>
              <strong>{format.number(run[count])}</strong>
              <span>{t(`importing.report.${said}.${count}`)}</span>
            </div>
          ))}
      </div>
      {run.state !== 'failed' && rowProblems.length > 0 && (
        <section className={styles['problems']}>
          <h3>{t(`importing.report.${said}.firstProblems`)}</h3>
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
          <a className={styles['download']} href={client.records.importErrorsUrl(form.app, form.key, run.id)} download>
            {t(`importing.report.${said}.errors`)}
          </a>
        </section>
      )}
    </>
  );
}
