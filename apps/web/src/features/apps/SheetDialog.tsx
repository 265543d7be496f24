import { InboxOutlined } from '@ant-design/icons';
import { fieldTypeNamed } from '@tangram/forms';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select, Spin, Upload } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { appsQuery } from '../../app/app-query.ts';
import { problemsToShow } from '../../app/client.ts';
import { useLanguage, useText } from '../../app/i18n.ts';
import { useMe } from '../../app/session.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './dialogs.module.css';
import { bringSheet, formOf, type Progress, readSheet, type Sheet } from './sheet.ts';

const newApp = ' new';
const rowsShown = 6;

/** *Start from a sheet*: shows what each column would become, then makes the form and brings the rows along. */
export function SheetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('apps');
  const text = useText();
  const language = useLanguage();
  const format = useFormat();
  const { zone } = useMe().workspace;
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: apps } = useQuery(appsQuery);
  const [title, setTitle] = useState('');
  const [app, setApp] = useState(newApp);
  const [progress, setProgress] = useState<Progress | null>(null);
  const read = useMutation({
    mutationFn: readSheet,
    onSuccess: (_, file) => setTitle(file.name.replace(/\.[^.]+$/, '').trim()),
  });
  const bring = useMutation({
    mutationFn: (sheet: Sheet) =>
      bringSheet(sheet, { title: title.trim(), app: app === newApp ? null : app, language, zone }, setProgress),
    onSuccess: async (made) => {
      await queries.invalidateQueries();
      if (made.refused > 0) void message.warning(t('sheet.refused', { count: made.refused }));
      await navigate(`/apps/${encodeURIComponent(made.app)}/forms/${encodeURIComponent(made.form)}`);
    },
    onSettled: () => setProgress(null),
  });
  const sheet = read.data;
  const problems = read.error ?? bring.error;
  const isReady = sheet !== undefined && sheet.preview.columns.length > 0 && title.trim() !== '';
  const stage =
    progress === null
      ? ''
      : t(`sheet.stages.${progress.stage}`, {
          done: format.number(progress.done ?? 0),
          total: format.number(progress.total ?? 0),
        });
  return (
    <Modal
      open
      title={t('sheet.title')}
      onCancel={onClose}
      onOk={() => sheet !== undefined && bring.mutate(sheet)}
      okText={t('sheet.confirm')}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={bring.isPending}
      width={720}
    >
      <div className={styles['body']}>
        {sheet === undefined && (
          <Spin spinning={read.isPending} description={t('sheet.reading', { file: read.variables?.name ?? '' })}>
            <Upload.Dragger
              accept=".csv,.xlsx,.txt,.tsv"
              multiple={false}
              showUploadList={false}
              beforeUpload={(file) => {
                read.mutate(file);
                return false;
              }}
            >
              <div className={styles['drop']}>
                <InboxOutlined />
                <strong>{t('sheet.drop')}</strong>
                <span>{t('sheet.dropText')}</span>
              </div>
            </Upload.Dragger>
          </Spin>
        )}
        {sheet !== undefined && (
          <>
            <Form layout="vertical">
              <Form.Item label={t('sheet.name')} htmlFor="sheet-title" style={{ marginBottom: 12 }}>
                <Input
                  id="sheet-title"
                  value={title}
                  maxLength={100}
                  onChange={(event) => setTitle(event.target.value)}
                />
              </Form.Item>
              <Form.Item
                label={t('create.inApp')}
                htmlFor="sheet-app"
                style={{ marginBottom: 12 }}
                hidden={(apps?.rows.length ?? 0) === 0}
              >
                <Select
                  id="sheet-app"
                  value={app}
                  onChange={setApp}
                  options={[
                    { value: newApp, label: t('create.newApp') },
                    ...(apps?.rows ?? []).map((one) => ({ value: one.key, label: text(one.title) })),
                  ]}
                />
              </Form.Item>
            </Form>
            <Preview sheet={sheet} />
          </>
        )}
        {stage !== '' && <p role="status">{stage}</p>}
        {problems !== null && <ProblemList problems={problemsToShow(problems)} />}
      </div>
    </Modal>
  );
}

function Preview({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('apps');
  const text = useText();
  const language = useLanguage();
  const format = useFormat();
  const { zone } = useMe().workspace;
  const { definition, columns } = useMemo(() => formOf(sheet, 'sheet', language, zone), [sheet, language, zone]);
  const typeOf = (column: string) => {
    const field = definition.properties[columns[column] ?? '']?.field;
    return field === undefined ? '' : text(fieldTypeNamed(field.type)?.title);
  };
  if (sheet.preview.columns.length === 0) return <p>{t('sheet.empty')}</p>;
  return (
    <>
      <p>{t('sheet.columns', { fields: Object.keys(columns).length, rows: format.number(sheet.preview.count) })}</p>
      <div className={styles['preview']}>
        <table>
          <thead>
            <tr>
              {sheet.preview.columns.map((column) => (
                <th key={column}>
                  {column}
                  <small>{typeOf(column)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.preview.rows.slice(0, rowsShown).map((row, at) => (
              <tr key={`${at}`}>
                {sheet.preview.columns.map((column, i) => (
                  <td key={column}>{row[i]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
