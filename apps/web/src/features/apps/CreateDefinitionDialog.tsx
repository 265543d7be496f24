import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ruleKinds } from '@tangram/rules';
import { Form, Input, Modal, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { appQuery } from '../../app/app-query.ts';
import { problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import styles from './CreateDefinitionDialog.module.css';
import {
  type Beginning,
  type CreatableKind,
  createDefinition,
  designerPath,
  kindsAboutForm,
} from './new-definition.ts';

/** A name (and the form it is about): then its designer opens. */
export function CreateDefinitionDialog({
  app,
  kind,
  onClose,
}: {
  app: string;
  kind: CreatableKind;
  onClose: () => void;
}) {
  const { t } = useTranslation('apps');
  const text = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<Omit<Beginning, 'kind'>>();
  const { data: model } = useQuery(appQuery(app));
  const forms = Object.entries(model?.forms ?? {}).map(([value, one]) => ({
    value,
    label: text(one.definition.form.title),
  }));
  const create = useMutation({
    mutationFn: (beginning: Omit<Beginning, 'kind'>) =>
      createDefinition(app, { ...beginning, kind, title: beginning.title.trim() }),
    onSuccess: async (key) => {
      await queries.invalidateQueries({ queryKey: keys.definitions(app) });
      onClose();
      await navigate(designerPath(app, kind, key));
    },
  });
  return (
    <Modal
      open
      title={t(`design.new.${kind}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('create.confirm')}
      confirmLoading={create.isPending}
      width={440}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ form: forms[0]?.value, ruleType: 'event' }}
        onFinish={(beginning: Omit<Beginning, 'kind'>) => create.mutate(beginning)}
        style={{ paddingTop: 12 }}
      >
        <Form.Item
          name="title"
          label={t(`create.name.${kind}`)}
          rules={[{ required: true, whitespace: true, message: t('create.required') }]}
        >
          <Input autoFocus maxLength={100} {...(kind === 'form' ? { placeholder: t('create.formPlaceholder') } : {})} />
        </Form.Item>
        {kindsAboutForm.has(kind) && (
          <Form.Item name="form" label={t('create.about')} rules={[{ required: true, message: t('create.required') }]}>
            <Select options={forms} notFoundContent={t('design.needsForm')} />
          </Form.Item>
        )}
        {kind === 'rule' && (
          <Form.Item name="ruleType" label={t('create.ruleType')}>
            <Radio.Group className={styles['ruleKinds'] ?? ''}>
              {ruleKinds.map((each) => (
                <Radio key={each.type} value={each.type}>
                  <Icon name={each.icon} />
                  <span>
                    {text(each.title)}
                    <small>{text(each.description)}</small>
                  </span>
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
        )}
      </Form>
      {create.error !== null && <ProblemList problems={problemsToShow(create.error)} />}
    </Modal>
  );
}
