import type { Credentials } from '@tangram/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { client, problemsToShow } from '../../app/client.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { sessionQuery } from '../../app/session.ts';
import { safeNext } from './safe-next.ts';
import { Welcome } from './Welcome.tsx';

export function SignInPage() {
  const { t } = useTranslation('access');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const next = safeNext(params.get('next'));
  const { data: me } = useQuery(sessionQuery);
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => client.session.signIn(credentials),
    onSuccess: async () => {
      await queries.resetQueries();
      await navigate(next, { replace: true });
    },
  });
  if (me != null && !signIn.isPending) return <Navigate to={next} replace />;
  return (
    <Welcome title={t('signIn.title')} text={t('signIn.text')}>
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(credentials) => signIn.mutate(credentials)}>
        <Form.Item name="email" label={t('email')} rules={[{ required: true, message: t('required') }]}>
          <Input size="large" type="email" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('required') }]}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        {signIn.error !== null && <ProblemList problems={problemsToShow(signIn.error)} />}
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          block
          loading={signIn.isPending}
          style={{ marginTop: 16 }}
        >
          {t('signIn.submit')}
        </Button>
      </Form>
    </Welcome>
  );
}
