import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { appsQuery } from '../../app/app-query.ts';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { createDefinition, designerPath } from './new-definition.ts';

const newApp = ' new';

interface Beginning {
  readonly app: string;
  readonly appTitle?: string;
  readonly title: string;
}

/** *Start from an empty form*: names it, in an application that is there or in a new one, and opens its designer. */
export function CreateFormDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('apps');
  const text = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<Beginning>();
  const { data: apps } = useQuery(appsQuery);
  const app = Form.useWatch('app', form);
  const create = useMutation({
    mutationFn: async (beginning: Beginning) => {
      const key =
        beginning.app === newApp
          ? (await client.apps.createApp({ title: beginning.appTitle?.trim() ?? '' })).key
          : beginning.app;
      return { app: key, form: await createDefinition(key, { kind: 'form', title: beginning.title.trim() }) };
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: keys.apps });
      await navigate(designerPath(made.app, 'form', made.form));
    },
  });
  const rows = apps?.rows ?? [];
  return (
    <Modal
      open
      title={t('start.empty')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('create.confirm')}
      confirmLoading={create.isPending}
      width={480}
    >
      <Form<Beginning>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ app: rows[0]?.key ?? newApp }}
        onFinish={(beginning) => create.mutate(beginning)}
        style={{ paddingTop: 12 }}
      >
        <Form.Item
          name="title"
          label={t('create.formName')}
          rules={[{ required: true, whitespace: true, message: t('create.required') }]}
        >
          <Input autoFocus maxLength={100} placeholder={t('create.formPlaceholder')} />
        </Form.Item>
        <Form.Item name="app" label={t('create.inApp')} hidden={rows.length === 0}>
          <Select
            options={[
              ...rows.map((one) => ({ value: one.key, label: text(one.title) })),
              { value: newApp, label: t('create.newApp') },
            ]}
          />
        </Form.Item>
        {app === newApp && (
          <Form.Item
            name="appTitle"
            label={t('create.appTitle')}
            rules={[{ required: true, whitespace: true, message: t('create.required') }]}
          >
            <Input maxLength={100} placeholder={t('create.appPlaceholder')} />
          </Form.Item>
        )}
      </Form>
      {create.error !== null && <ProblemList problems={problemsToShow(create.error)} />}
    </Modal>
  );
}
