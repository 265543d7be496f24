import type { FormModel } from '@tangram/forms';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Input, Modal, Skeleton } from 'antd';
import { toDataURL } from 'qrcode';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { useMe } from '../../app/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import styles from './PublicPageDialog.module.css';

/** px; printed at 3 cm it still scans. */
const codeSize = 480;

/** The link and the QR code of a form's public page. */
export function PublicPageDialog({ form, onClose }: { form: FormModel; onClose: () => void }) {
  const { t } = useTranslation('records');
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { data, error } = useQuery({
    queryKey: ['public-link', form.app, form.key],
    staleTime: 0,
    queryFn: async () => {
      const { token } = await client.publicForms.publicLink(form.app, form.key);
      if (token === null) return null;
      const link = `${window.location.origin}/f/${token}`;
      return { link, code: await toDataURL(link, { width: codeSize, margin: 1 }) };
    },
  });
  const copy = async (link: string) => {
    await navigator.clipboard.writeText(link);
    void message.success(t('public.copied'));
  };
  return (
    <Modal open title={t('public.title')} onCancel={onClose} footer={null} width={440}>
      {error !== null && <ProblemList problems={problemsToShow(error)} />}
      {data === undefined && error === null && <Skeleton active />}
      {data === null && (
        <EmptyState
          small
          title={t('public.none')}
          text={t('public.noneText')}
          actions={
            me.isAdministrator && (
              <Button
                type="primary"
                onClick={() =>
                  void navigate(`/apps/${encodeURIComponent(form.app)}/design/forms/${encodeURIComponent(form.key)}`)
                }
              >
                {t('public.design')}
              </Button>
            )
          }
        />
      )}
      {data != null && (
        <div className={styles['body']}>
          <p>{t('public.text')}</p>
          <img src={data.code} alt={data.link} width={220} height={220} />
          <div className={styles['link']}>
            <Input
              readOnly
              value={data.link}
              aria-label={t('public.title')}
              onFocus={(event) => event.target.select()}
            />
            <Button type="primary" onClick={() => void copy(data.link)}>
              {t('public.copy')}
            </Button>
          </div>
          <div className={styles['more']}>
            <a href={data.code} download={`${text(form.definition.form.title)}.png`}>
              {t('public.download')}
            </a>
            <a href={data.link} target="_blank" rel="noreferrer">
              {t('public.open')}
            </a>
          </div>
        </div>
      )}
    </Modal>
  );
}
