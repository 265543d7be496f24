import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { client, problemsToShow } from '../../app/client.ts';
import { useLanguage } from '../../app/i18n.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { Welcome } from './Welcome.tsx';

interface Owner {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The first visit: makes the owner, who is signed in at once. */
export function SetupPage() {
  const { t } = useTranslation('access');
  const language = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const setUp = useMutation({
    // The workspace speaks and counts its days as the first person does, until somebody changes it.
    mutationFn: (owner: Owner) =>
      client.session.setUp({ ...owner, language, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    onSuccess: async () => {
      await queries.resetQueries();
      await navigate('/', { replace: true });
    },
  });
  return (
    <Welcome title={t('setup.title')} text={t('setup.text')}>
      <Form<Owner> layout="vertical" requiredMark={false} onFinish={(owner) => setUp.mutate(owner)}>
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
          <Input size="large" autoComplete="name" autoFocus />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('email')}
          rules={[
            { required: true, message: t('required') },
            { type: 'email', message: t('emailWrong') },
          ]}
          validateTrigger="onBlur"
        >
          <Input size="large" type="email" autoComplete="email" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('password')}
          extra={t('passwordHelp')}
          rules={[{ required: true, min: 8, message: t('passwordHelp') }]}
          validateTrigger="onBlur"
        >
          <Input.Password size="large" autoComplete="new-password" />
        </Form.Item>
        {setUp.error !== null && <ProblemList problems={problemsToShow(setUp.error)} />}
        <Button type="primary" size="large" htmlType="submit" block loading={setUp.isPending} style={{ marginTop: 16 }}>
          {t('setup.submit')}
        </Button>
      </Form>
    </Welcome>
  );
}
