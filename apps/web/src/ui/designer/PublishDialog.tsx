import type { PlannedStep, PublishPlan } from '@tangram/client';
import type { DefinitionKind } from '@tangram/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Modal, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../ProblemList.tsx';
import styles from './PublishDialog.module.css';

/** Says what publishing will change and whom it touches; publishing is the one deliberate act of a designer. */
export function PublishDialog({
  app,
  kind,
  definitionKey,
  name,
  onClose,
  onPublished,
  picture,
  preview,
}: {
  app: string;
  kind: DefinitionKind;
  definitionKey: string;
  name: string;
  onClose: () => void;
  onPublished?: () => void;
  /** What a kind has to show of its document, mistakes or not. */
  picture?: ReactNode;
  /** What more it has to show before the document is published. */
  preview?: ReactNode;
}) {
  const { t } = useTranslation('ui');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [accepted, setAccepted] = useState(false);
  const plan = useQuery({
    queryKey: keys.definitions(app, 'plan', kind, definitionKey),
    queryFn: () => client.apps.plan(app, kind, definitionKey),
    staleTime: 0,
    gcTime: 0,
  });
  const publish = useMutation({
    mutationFn: () => client.apps.publish(app, kind, definitionKey, accepted ? { accept: true } : {}),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.app(app) });
      void queries.invalidateQueries({ queryKey: keys.definitions(app, 'list') });
      void queries.invalidateQueries({ queryKey: ['records', app] });
      void message.success(t('publish.done', { name }));
      onPublished?.();
      onClose();
    },
  });
  const error = plan.error ?? publish.error;
  const problems = error === null ? (plan.data?.problems ?? []) : problemsToShow(error);
  const mustAccept = plan.data !== undefined && needsAcceptance(plan.data);
  const isEmpty = plan.data !== undefined && plan.data.steps.length === 0 && plan.data.impact.length === 0;

  return (
    <Modal
      open
      title={t('publish.title', { name })}
      onCancel={onClose}
      width={560}
      footer={[
        <Button key="no" onClick={onClose}>
          {t('publish.cancel')}
        </Button>,
        <Button
          key="yes"
          type="primary"
          disabled={plan.data === undefined || plan.data.problems.length > 0 || (mustAccept && !accepted)}
          loading={publish.isPending}
          onClick={() => publish.mutate()}
        >
          {t('publish.confirm')}
        </Button>,
      ]}
    >
      <div className={styles['body']}>
        {plan.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {problems.length > 0 && (
          <>
            <h3>{t('publish.problems')}</h3>
            <ProblemList problems={problems} />
          </>
        )}
        {isEmpty && preview === undefined && problems.length === 0 && (
          <p className={styles['nothing']}>{t('publish.nothing')}</p>
        )}
        <Steps title={t('publish.steps')} steps={plan.data?.steps ?? []} />
        <Steps title={t('publish.impact')} steps={plan.data?.impact ?? []} />
        {picture}
        {problems.length === 0 && preview}
        {mustAccept && (
          <Checkbox checked={accepted} onChange={(event) => setAccepted(event.target.checked)}>
            {t('publish.accept')}
          </Checkbox>
        )}
      </div>
    </Modal>
  );
}

function Steps({ title, steps }: { title: string; steps: readonly PlannedStep[] }) {
  const text = useText();
  if (steps.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className={styles['steps']}>
        {steps.map((step, at) => (
          <li key={`${at}`} data-level={step.level}>
            {text(step.text)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function needsAcceptance(plan: PublishPlan): boolean {
  return [...plan.steps, ...plan.impact].some((step) => step.level === 'danger');
}
