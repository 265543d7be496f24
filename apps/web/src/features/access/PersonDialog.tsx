import type { Absence, NewPerson, Person } from '@tangram/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { useMe } from '../../app/session.ts';
import { AbsenceDays } from '../../ui/AbsenceDays.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import styles from './People.module.css';

interface Values {
  readonly name: string;
  readonly email: string;
  readonly password?: string;
  readonly manager?: string;
  readonly department?: string;
  readonly is_administrator: boolean;
  readonly is_active: boolean;
  readonly absence?: Absence;
}

/** Adds a person, who can sign in at once with the password given here, or changes one. */
export function PersonDialog({
  person,
  people,
  onClose,
}: {
  person: Person | undefined;
  people: readonly Person[];
  onClose: () => void;
}) {
  const { t } = useTranslation('access');
  const text = useText();
  const me = useMe();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const { data: departments } = useQuery({ queryKey: keys.departments, queryFn: () => client.people.departments() });
  const save = useMutation({
    mutationFn: ({ password = '', manager, department, is_active, absence, ...values }: Values) => {
      const whole: NewPerson = { ...values, manager: manager ?? null, department: department ?? null, password };
      const { password: _, ...withoutPassword } = whole;
      if (person === undefined) return client.people.createPerson(whole);
      return client.people.updatePerson(person.id, {
        ...(password === '' ? withoutPassword : whole),
        ...absence,
        is_active,
      });
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: keys.people });
      if (person === undefined) void message.success(t('people.created', { name: saved.name }));
      onClose();
    },
  });
  const isMyself = person?.id === me.id;
  const required = [{ required: true, whitespace: true, message: t('required') }];
  return (
    <Modal
      open
      title={person === undefined ? t('people.add') : t('people.edit', { name: person.name })}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('save')}
      confirmLoading={save.isPending}
      width={480}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ paddingTop: 12 }}
        initialValues={
          person === undefined
            ? { is_administrator: false, is_active: true }
            : {
                ...person,
                absence: { absent_from: person.absent_from, absent_until: person.absent_until },
                manager: person.manager ?? undefined,
                department: person.department ?? undefined,
              }
        }
        onFinish={(values) => save.mutate({ ...values, is_active: values.is_active ?? true })}
      >
        <Form.Item name="name" label={t('people.name')} rules={required}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('people.email')}
          validateTrigger="onBlur"
          rules={[...required, { type: 'email', message: t('emailWrong') }]}
        >
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t(person === undefined ? 'people.password' : 'people.newPassword')}
          extra={t(person === undefined ? 'passwordHelp' : 'people.newPasswordHelp')}
          validateTrigger="onBlur"
          rules={[
            { required: person === undefined, message: t('required') },
            { min: 8, message: t('passwordHelp') },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="department" label={t('people.department')}>
          <Select
            allowClear
            placeholder={t('people.none')}
            options={(departments?.rows ?? []).map((one) => ({ value: one.id, label: text(one.title) }))}
          />
        </Form.Item>
        <Form.Item name="manager" label={t('people.manager')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('people.none')}
            options={people.filter((one) => one.id !== person?.id).map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        {person !== undefined && (
          <Form.Item name="absence" label={t('people.absence')} extra={t('people.absenceHelp')}>
            <AbsenceDays />
          </Form.Item>
        )}
        <div className={styles['switch']}>
          <label htmlFor="is_administrator">
            {t('people.administrator')}
            <small>{t('people.administratorHelp')}</small>
          </label>
          <Form.Item name="is_administrator" noStyle>
            <Switch disabled={isMyself} />
          </Form.Item>
        </div>
        {person !== undefined && (
          <div className={styles['switch']}>
            <label htmlFor="is_active">{t('people.active')}</label>
            <Form.Item name="is_active" noStyle>
              <Switch disabled={isMyself} />
            </Form.Item>
          </div>
        )}
      </Form>
      {save.error !== null && <ProblemList problems={problemsToShow(save.error)} />}
    </Modal>
  );
}
