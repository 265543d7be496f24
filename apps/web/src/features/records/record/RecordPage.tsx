import { ArrowLeftOutlined, DeleteOutlined, MoreOutlined } from '@ant-design/icons';
import type { FormAccess, Row } from '@tangram/client';
import { RequestProblems } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { FieldSurroundingsProvider } from '@tangram/forms/view';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Tabs } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { client, problemsToShow } from '../../../app/client.ts';
import { useLanguage, useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import { keepRecent } from '../../../app/recent-records.ts';
import { useMe } from '../../../app/session.ts';
import { TroublePage } from '../../../app/TroublePage.tsx';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { PageSkeleton } from '../../../ui/Skeletons.tsx';
import { useIsPhone } from '../../../ui/useIsPhone.ts';
import { RecordRuns } from '../../flows/index.ts';
import { useFieldSurroundingsOf } from '../../forms/index.ts';
import { RuleButtons, WhyPanel } from '../../rules/index.ts';
import { recordTitle } from '../record-title.ts';
import { type FormOf, useFormOf } from '../useFormOf.ts';
import { RecordDetails } from './RecordDetails.tsx';
import { RecordHistory } from './RecordHistory.tsx';
import styles from './RecordPage.module.css';
import { RelatedLists } from './RelatedLists.tsx';
import { StageBar } from './StageBar.tsx';
import { KeyFields } from './KeyFields.tsx';

/** One record as a page. */
export function RecordPage() {
  const { t } = useTranslation('records');
  const { app = '', form = '', id = '' } = useParams();
  const { found, error } = useFormOf(app, form);
  const record = useQuery({
    queryKey: keys.records(app, form, 'one', id),
    queryFn: () => client.records.get(app, form, id),
    enabled: found != null,
  });
  const trouble = error ?? record.error;
  if (trouble !== null) {
    const isGone = trouble instanceof RequestProblems && trouble.status === 404;
    return (
      <TroublePage {...(isGone ? {} : { onRetry: () => void record.refetch() })} problems={problemsToShow(trouble)} />
    );
  }
  if (found === null)
    return (
      <TroublePage title={t('notFound')} problems={[{ code: 'FORM_UNKNOWN', message: t('notFoundText'), path: '' }]} />
    );
  if (found === undefined || record.data === undefined) return <PageSkeleton />;
  return <RecordView key={id} {...found} row={record.data} />;
}

function RecordView({ app, form, access, row }: FormOf & { row: Row }) {
  const { t } = useTranslation('records');
  const text = useText();
  const language = useLanguage();
  const isPhone = useIsPhone();
  const me = useMe();
  const surroundings = useFieldSurroundingsOf(form.app);
  const title = recordTitle(form, row, language) || t('record.untitled');
  const listPath = `/apps/${encodeURIComponent(form.app)}/forms/${encodeURIComponent(form.key)}`;
  const formTitle = text(form.definition.form.title);
  const { icon } = form.definition.form;

  useEffect(() => {
    const { color } = app.app;
    keepRecent(me.id, {
      path: `${listPath}/${row.id}`,
      title,
      form: formTitle,
      at: new Date().toISOString(),
      ...(icon === undefined ? {} : { icon }),
      ...(color === undefined ? {} : { color }),
    });
  }, [me.id, listPath, row.id, title, formTitle, icon, app]);

  const details = <RecordDetails form={form} access={access} row={row} />;
  const related = <RelatedLists app={app} form={form} row={row} title={title} />;
  const history = <RecordHistory form={form} id={row.id} />;
  const why = <WhyPanel app={form.app} form={form.key} id={row.id} />;
  const runs = <RecordRuns app={form.app} form={form.key} record={row.id} />;
  return (
    <FieldSurroundingsProvider value={surroundings}>
      <div className={styles['page']}>
        <header className={styles['header']}>
          <div className={styles['row']}>
            <Link to={listPath} className={styles['back']} aria-label={t('record.back')} title={t('record.back')}>
              <ArrowLeftOutlined />
            </Link>
            <div className={styles['words']}>
              <span>{formTitle}</span>
              <h1>{title}</h1>
            </div>
            <RuleButtons app={form.app} form={form.key} id={row.id} />
            <RecordMenu form={form} access={access} row={row} listPath={listPath} />
          </div>
          <StageBar form={form} access={access} row={row} />
          <KeyFields form={form} access={access} row={row} />
        </header>
        {isPhone ? (
          <Tabs
            className={styles['tabs'] ?? ''}
            items={[
              { key: 'details', label: t('record.details'), children: details },
              { key: 'related', label: t('record.related'), children: related },
              { key: 'flows', label: t('record.flows'), children: runs },
              { key: 'history', label: t('record.history'), children: history },
              { key: 'why', label: t('why.title', { ns: 'rules' }), children: why },
            ]}
          />
        ) : (
          <div className={styles['columns']}>
            <div className={styles['main']}>
              {details}
              {related}
            </div>
            <aside className={styles['side']}>
              <h2>{t('record.flows')}</h2>
              {runs}
              <Tabs
                className={styles['past'] ?? ''}
                items={[
                  { key: 'history', label: t('record.history'), children: history },
                  { key: 'why', label: t('why.title', { ns: 'rules' }), children: why },
                ]}
              />
            </aside>
          </div>
        )}
      </div>
    </FieldSurroundingsProvider>
  );
}

function RecordMenu({
  form,
  access,
  row,
  listPath,
}: {
  form: FormModel;
  access: FormAccess;
  row: Row;
  listPath: string;
}) {
  const { t } = useTranslation('records');
  const { modal, notification } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  if (!access.operations.includes('delete')) return null;

  const restore = async () => {
    notification.destroy(row.id);
    await client.records.restore(form.app, form.key, row.id);
    await queries.invalidateQueries({ queryKey: keys.records(form.app, form.key) });
    await navigate(`${listPath}/${row.id}`);
  };
  const remove = () => {
    modal.confirm({
      title: t('record.removeTitle'),
      content: t('record.removeText'),
      okText: t('record.remove'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await client.records.remove(form.app, form.key, row.id);
        } catch (error) {
          modal.error({ title: t('record.remove'), content: <ProblemList quiet problems={problemsToShow(error)} /> });
          return;
        }
        await navigate(listPath);
        await queries.invalidateQueries({ queryKey: keys.records(form.app, form.key) });
        notification.info({
          key: row.id,
          title: t('record.removed'),
          actions: <Button onClick={() => void restore()}>{t('record.undo')}</Button>,
        });
      },
    });
  };
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [{ key: 'remove', icon: <DeleteOutlined />, danger: true, label: t('record.remove') }],
        onClick: remove,
      }}
    >
      <Button type="text" icon={<MoreOutlined />} aria-label={t('more')} />
    </Dropdown>
  );
}
