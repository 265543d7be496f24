import { CheckCircleFilled } from '@ant-design/icons';
import { modelForm } from '@tangram/forms';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { Language, Problem, RecordValues } from '@tangram/schema';
import { client, problemsToShow } from '../../../app/client.ts';
import { speak, useLanguage, useText } from '../../../app/i18n.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { RecordForm } from '../record-form/RecordForm.tsx';
import { useRecordDraft } from '../record-form/useRecordDraft.ts';
import styles from './PublicFormPage.module.css';

/** `/f/:token`: a form filled in by a visitor without an account. */
export default function PublicFormPage() {
  const { t } = useTranslation('forms');
  const text = useText();
  const language = useLanguage();
  const { token = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: ['public-form', token],
    queryFn: () => client.publicForms.publicForm(token),
    retry: false,
  });
  const form = useMemo(
    () => (data === undefined ? undefined : modelForm('public', 'form', data.definition, () => undefined)),
    [data],
  );
  const fields = useMemo(() => new Set(data?.fields), [data]);
  // A new object for every entry: the draft begins again.
  const [values, setValues] = useState<RecordValues>({});
  const draft = useRecordDraft(form, values, fields);
  const [others, setOthers] = useState<readonly Problem[]>([]);
  const send = useMutation({
    mutationFn: (record: RecordValues) => client.publicForms.submitPublicForm(token, record),
    onError: (failure) => setOthers(draft?.getState().refuse(problemsToShow(failure)) ?? []),
  });

  const submit = () => {
    setOthers([]);
    const record = draft?.getState().submit() ?? null;
    if (record !== null) send.mutate(record);
    else
      requestAnimationFrame(() =>
        document.querySelector('[data-problem="true"]')?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
      );
  };

  return (
    <div className={styles['page']}>
      <div className={styles['language']}>
        <Segmented<Language>
          size="small"
          aria-label={t('page.language')}
          value={language}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={speak}
        />
      </div>
      <main className={styles['paper']}>
        {error !== null && (
          <div className={styles['thanks']}>
            <h1>{t('page.gone')}</h1>
            <p>{t('page.goneText')}</p>
          </div>
        )}
        {data === undefined && error === null && <Skeleton active />}
        {send.isSuccess && (
          <div className={styles['thanks']} role="status">
            <CheckCircleFilled className={styles['done'] ?? ''} />
            <h1>{text(send.data?.thanks ?? data?.thanks) || t('page.thanks')}</h1>
            <Button
              onClick={() => {
                send.reset();
                setValues({});
              }}
            >
              {t('page.again')}
            </Button>
          </div>
        )}
        {form !== undefined && draft !== undefined && data !== undefined && !send.isSuccess && (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <header className={styles['head']}>
              <h1>{text(data.title)}</h1>
              {data.description !== undefined && <p>{text(data.description)}</p>}
            </header>
            <RecordForm form={form} draft={draft} fields={data.fields} isPublic />
            {others.length > 0 && <ProblemList problems={others} />}
            <Button
              type="primary"
              size="large"
              block
              htmlType="submit"
              loading={send.isPending}
              className={styles['send'] ?? ''}
            >
              {t('page.send')}
            </Button>
          </form>
        )}
      </main>
    </div>
  );
}
