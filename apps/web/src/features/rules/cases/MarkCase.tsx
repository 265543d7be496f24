import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { FormModel } from '@tangram/forms';
import type { ExpectedOutcome } from '@tangram/rules';
import type { JsonObject, RuleDefinition } from '@tangram/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import styles from '../Why.module.css';
import { caseKeys } from './useCaseReport.ts';

/** Right, or wrong: what a rule comes to for a record, kept as a case. Without `definition`, of the published rule. */
export function MarkCase({
  app,
  ruleKey,
  form,
  record,
  definition,
}: {
  app: string;
  ruleKey: string;
  form: FormModel | undefined;
  record: string;
  definition?: RuleDefinition;
}) {
  const { t } = useTranslation('rules');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isWrong, setWrong] = useState(false);
  const mark = useMutation({
    mutationFn: (expected: ExpectedOutcome | null) =>
      client.work.markRuleCase(app, ruleKey, {
        sample: { type: 'record', id: record },
        ...(definition === undefined ? {} : { definition: definition as unknown as JsonObject }),
        ...(expected === null ? {} : { expected: expected as unknown as JsonObject }),
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: caseKeys(app, ruleKey) });
      void message.success(t('cases.kept'));
      setWrong(false);
    },
  });
  return (
    <span className={styles['mark']}>
      <Button size="small" icon={<CheckOutlined />} loading={mark.isPending} onClick={() => mark.mutate(null)}>
        {t('cases.right')}
      </Button>
      <Button size="small" icon={<CloseOutlined />} onClick={() => setWrong(true)}>
        {t('cases.wrong')}
      </Button>
      {!isWrong && mark.error !== null && <ProblemList quiet problems={problemsToShow(mark.error)} />}
      {isWrong && (
        <Expectation
          form={form}
          problems={mark.error === null ? [] : problemsToShow(mark.error)}
          isBusy={mark.isPending}
          onClose={() => setWrong(false)}
          onKeep={(expected) => mark.mutate(expected)}
        />
      )}
    </span>
  );
}

function Expectation({
  form,
  problems,
  isBusy,
  onClose,
  onKeep,
}: {
  form: FormModel | undefined;
  problems: ReturnType<typeof problemsToShow>;
  isBusy: boolean;
  onClose: () => void;
  onKeep: (expected: ExpectedOutcome) => void;
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  const [should, setShould] = useState<'nothing' | 'value' | 'refuse' | 'save'>('nothing');
  const [field, setField] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const id = useId();
  const fields = [...(form?.fields.values() ?? [])].filter((one) => !one.isSystem && !one.isComputed);
  const expected = (): ExpectedOutcome => {
    if (should === 'nothing') return { values: {}, nothingElse: true };
    if (should === 'value') return { values: { [field ?? '']: value === '' ? null : value } };
    return { refused: should === 'refuse' };
  };
  return (
    <Modal
      open
      title={t('cases.wrongTitle')}
      onCancel={onClose}
      onOk={() => onKeep(expected())}
      okText={t('cases.keep')}
      okButtonProps={{ loading: isBusy, disabled: should === 'value' && field === null }}
    >
      {problems.length > 0 && <ProblemList quiet problems={problems} />}
      <Form layout="vertical">
        <Form.Item>
          <Radio.Group value={should} onChange={(event) => setShould(event.target.value as typeof should)}>
            <Radio value="nothing">{t('cases.shouldNothing')}</Radio>
            <Radio value="value">{t('cases.shouldValue')}</Radio>
            <Radio value="refuse">{t('cases.shouldRefuse')}</Radio>
            <Radio value="save">{t('cases.shouldSave')}</Radio>
          </Radio.Group>
        </Form.Item>
        {should === 'value' && (
          <>
            <Form.Item label={t('cases.field')} htmlFor={`${id}field`}>
              <Select
                id={`${id}field`}
                showSearch={{ optionFilterProp: 'label' }}
                value={field}
                onChange={setField}
                options={fields.map((one) => ({ value: one.key, label: text(one.definition.title) || one.key }))}
              />
            </Form.Item>
            <Form.Item label={t('cases.value')} htmlFor={`${id}value`} extra={t('cases.valueHint')}>
              <Input id={`${id}value`} value={value} onChange={(event) => setValue(event.target.value)} />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}
