import { type AppDefinition, localTextSchema, type JsonObject, type JsonSchema } from '@tangram/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsToShow } from '../../app/client.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { SettingsForm } from '../../ui/settings/SettingsForm.tsx';
import { saveApplication } from './save-application.ts';

const schema: JsonSchema = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { ...localTextSchema, title: { en: 'Name', zh: '名称' } },
    description: { ...localTextSchema, title: { en: 'Description', zh: '说明' } },
    color: { type: 'string', widget: 'color', title: { en: 'Colour', zh: '颜色' } },
    icon: { type: 'string', widget: 'icon', title: { en: 'Icon', zh: '图标' } },
  },
};

/** Name, description and look of the application. */
export function AppSettingsDialog({ app, onClose }: { app: AppDefinition; onClose: () => void }) {
  const { t } = useTranslation('apps');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { title, description, color, icon } = app;
  const [value, setValue] = useState<JsonObject>(
    () => JSON.parse(JSON.stringify({ title, description, color, icon })) as JsonObject,
  );
  const save = useMutation({
    mutationFn: () => saveApplication(app.key, value as Partial<AppDefinition>),
    onSuccess: async () => {
      await queries.invalidateQueries();
      void message.success(t('settings.saved'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('settings.title')}
      onCancel={onClose}
      onOk={() => save.mutate()}
      okText={t('settings.save')}
      confirmLoading={save.isPending}
      width={480}
    >
      <div style={{ padding: '12px 0' }}>
        <SettingsForm schema={schema} value={value} onChange={setValue} />
      </div>
      {save.error !== null && <ProblemList problems={problemsToShow(save.error)} />}
    </Modal>
  );
}
