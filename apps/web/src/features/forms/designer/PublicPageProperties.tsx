import type { FormModel } from '@tangram/forms';
import type { FormDefinition } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { toDataURL } from 'qrcode';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { client } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import type { DraftStore } from '../../../ui/designer/draft-store.ts';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';
import type { FormDesigner } from './designer-store.ts';
import { setFormSettings } from './form-edits.ts';
import styles from './Properties.module.css';
import { Row, SwitchRow } from './PropertyRow.tsx';

/** The page visitors fill in: whether there is one, what it asks, its link and QR code. */
export function PublicPageProperties({
  app,
  formKey,
  draft,
  designer,
  form,
  isOpen,
}: {
  app: string;
  formKey: string;
  draft: DraftStore<FormDefinition>;
  designer: FormDesigner;
  form: FormModel;
  /** The published form has its page. */
  isOpen: boolean;
}) {
  const { t } = useTranslation('forms');
  const text = useText();
  const title = useStore(draft, ({ document }) => document.form.title);
  const page = useStore(draft, ({ document }) => document.form.public);
  const askable = [...form.fields.values()].filter(
    (field) => !field.isSystem && !field.isComputed && field.type.canBePublic === true,
  );
  const set = (changes: Partial<NonNullable<typeof page>>) => {
    const next = { enabled: true, fields: askable.map((field) => field.key), ...page, ...changes };
    designer.getState().edit('public', setFormSettings({ public: next }), 'public');
  };
  return (
    <div className={styles['panel']}>
      <SwitchRow title={t('public.enabled')} value={page?.enabled === true} onChange={(enabled) => set({ enabled })} />
      {page?.enabled === true && (
        <>
          <Row title={t('public.fields')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                style={{ width: '100%' }}
                value={[...page.fields]}
                options={askable.map((field) => ({ value: field.key, label: text(field.definition.title) }))}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(fields: string[]) => set({ fields })}
              />
            )}
          </Row>
          <Row title={t('public.heading')}>
            <LocalTextInput
              value={page.title}
              onChange={(title) => set({ title: title ?? '' })}
              placeholder={text(title)}
            />
          </Row>
          <Row title={t('public.thanks')}>
            <LocalTextInput
              multiline
              value={page.thanks}
              onChange={(thanks) => set({ thanks: thanks ?? '' })}
              placeholder={t('page.thanks')}
            />
          </Row>
          {isOpen ? (
            <PublicLink app={app} formKey={formKey} />
          ) : (
            <p className={styles['help']}>{t('public.afterPublishing')}</p>
          )}
        </>
      )}
    </div>
  );
}

function PublicLink({ app, formKey }: { app: string; formKey: string }) {
  const { t } = useTranslation('forms');
  const { message } = App.useApp();
  const { data } = useQuery({
    queryKey: keys.definitions(app, 'public-link', formKey),
    queryFn: () => client.publicForms.publicLink(app, formKey),
  });
  const token = data?.token ?? null;
  const link = token === null ? null : `${window.location.origin}/f/${token}`;
  const { data: picture } = useQuery({
    queryKey: ['qr', link],
    queryFn: () => toDataURL(link as string, { margin: 2, width: 320 }),
    enabled: link !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (link === null) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    void message.success(t('public.copied'));
  };
  return (
    <div className={styles['link']}>
      {picture !== undefined && <img src={picture} alt={t('public.qr')} />}
      <a href={link} target="_blank" rel="noreferrer">
        {t('public.open')}
      </a>
      <Button onClick={() => void copy()}>{t('public.copy')}</Button>
    </div>
  );
}
