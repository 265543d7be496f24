import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';
import { accents } from '../../app/theme/palette.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { ColorWidget } from '../../ui/settings/widgets/ColorWidget.tsx';
import { IconWidget } from '../../ui/settings/widgets/IconWidget.tsx';

interface Look {
  readonly title: string;
  readonly color?: string;
  readonly icon?: string;
}

/** A name is enough; colour and icon make it easy to find again. */
export function CreateAppDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (key: string) => void }) {
  const { t } = useTranslation('apps');
  const queries = useQueryClient();
  const [form] = Form.useForm<Look>();
  const create = useMutation({
    mutationFn: async (look: Look) => (await client.apps.createApp(look)).key,
    onSuccess: async (key) => {
      await queries.invalidateQueries({ queryKey: keys.apps });
      onCreated(key);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('create.appTitle')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('create.confirm')}
      confirmLoading={create.isPending}
      width={480}
    >
      <Form<Look>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ color: accents[0], icon: 'team' }}
        onFinish={(look) => create.mutate({ ...look, title: look.title.trim() })}
        style={{ paddingTop: 12 }}
      >
        <Form.Item
          name="title"
          label={t('create.appName')}
          rules={[{ required: true, whitespace: true, message: t('create.required') }]}
        >
          <Input autoFocus maxLength={100} placeholder={t('create.appPlaceholder')} />
        </Form.Item>
        <Form.Item name="color" label={t('create.color')}>
          <FormColor />
        </Form.Item>
        <Form.Item name="icon" label={t('create.icon')}>
          <FormIcon />
        </Form.Item>
      </Form>
      {create.error !== null && <ProblemList problems={problemsToShow(create.error)} />}
    </Modal>
  );
}

/** antd's form hands `value` and `onChange` to its child itself. */
export function FormColor({ value, onChange }: { value?: string; onChange?: (value: string | undefined) => void }) {
  return <ColorWidget value={value} onChange={(next) => onChange?.(next as string | undefined)} />;
}

export function FormIcon({ value, onChange }: { value?: string; onChange?: (value: string | undefined) => void }) {
  return <IconWidget value={value} onChange={(next) => onChange?.(next as string | undefined)} />;
}
