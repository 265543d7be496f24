import type { FormModel } from '@tangram/forms';
import { FieldSurroundingsProvider } from '@tangram/forms/view';
import type { ImportPlan, ImportPreview, ImportState } from '@tangram/client';
import { Button, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { problemsToShow } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { TroublePage } from '../../../app/TroublePage.tsx';
import { Page } from '../../../ui/Page.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { PageSkeleton } from '../../../ui/Skeletons.tsx';
import { useIsPhone } from '../../../ui/useIsPhone.ts';
import { useFieldSurroundingsOf } from '../../forms/index.ts';
import { useFormOf } from '../useFormOf.ts';
import { ColumnsStep } from './ColumnsStep.tsx';
import { FileStep } from './FileStep.tsx';
import styles from './ImportPage.module.css';
import { RunStep } from './RunStep.tsx';

/** File -> columns -> check -> done. Nothing is written before the check has been seen. */
export function ImportPage() {
  const { t } = useTranslation('records');
  const { app = '', form = '' } = useParams();
  const { found, error } = useFormOf(app, form);
  if (error !== null) return <TroublePage problems={problemsToShow(error)} />;
  if (found === undefined) return <PageSkeleton />;
  if (found === null || !found.access.operations.includes('import')) {
    return (
      <TroublePage title={t('notFound')} problems={[{ code: 'FORM_UNKNOWN', message: t('notFoundText'), path: '' }]} />
    );
  }
  return <ImportWizard form={found.form} />;
}

type Stage =
  | { readonly step: 'file' }
  | { readonly step: 'columns'; readonly file: ImportPreview; readonly plan: ImportPlan }
  | { readonly step: 'check'; readonly file: ImportPreview; readonly plan: ImportPlan; readonly run: ImportState }
  | { readonly step: 'done'; readonly run: ImportState };

const order: readonly Stage['step'][] = ['file', 'columns', 'check', 'done'];

function ImportWizard({ form }: { form: FormModel }) {
  const { t } = useTranslation('records');
  const text = useText();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const surroundings = useFieldSurroundingsOf(form.app);
  const [stage, setStage] = useState<Stage>({ step: 'file' });
  const list = `/apps/${encodeURIComponent(form.app)}/forms/${encodeURIComponent(form.key)}`;
  return (
    <Page>
      <PageHeader title={t('importing.title', { form: text(form.definition.form.title) })}>
        <Steps
          className={styles['steps'] ?? ''}
          size="small"
          responsive={false}
          titlePlacement={isPhone ? 'vertical' : 'horizontal'}
          current={order.indexOf(stage.step)}
          items={order.map((step) => ({ title: t(`importing.steps.${step}`) }))}
        />
      </PageHeader>
      <div className={styles['body']}>
        {stage.step === 'file' && (
          <FileStep
            form={form}
            onRead={(file) => setStage({ step: 'columns', file, plan: { columns: file.suggestion ?? {} } })}
          />
        )}
        {stage.step === 'columns' && (
          <FieldSurroundingsProvider value={surroundings}>
            <ColumnsStep
              form={form}
              file={stage.file}
              plan={stage.plan}
              onPlan={(plan) => setStage({ ...stage, plan })}
              onBack={() => setStage({ step: 'file' })}
              onChecking={(run) => setStage({ ...stage, step: 'check', run })}
            />
          </FieldSurroundingsProvider>
        )}
        {stage.step === 'check' && (
          <RunStep
            key={stage.run.id}
            form={form}
            begun={stage.run}
            isDryRun
            file={stage.file}
            plan={stage.plan}
            onBack={() => setStage({ ...stage, step: 'columns' })}
            onStarted={(run) => setStage({ step: 'done', run })}
          />
        )}
        {stage.step === 'done' && (
          <RunStep key={stage.run.id} form={form} begun={stage.run} isDryRun={false}>
            <footer className={styles['foot']}>
              <Button type="primary" onClick={() => void navigate(list)}>
                {t('importing.toList')}
              </Button>
              <Button onClick={() => setStage({ step: 'file' })}>{t('importing.another')}</Button>
            </footer>
          </RunStep>
        )}
      </div>
    </Page>
  );
}
