import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { Navigate, useSearchParams } from 'react-router';
import { signIn } from '../api/session';
import { useText } from '../i18n/use-text';
import { useProblemWords } from '../ui/state-panel';
import { EntryFrame } from './entry-frame';
import { landingOf } from './landing';
import { useSessionQuery } from './use-session';

export function LoginPage() {
  const { t } = useText();
  const queries = useQueryClient();
  const [words] = useSearchParams();
  const session = useSessionQuery();
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: () => queries.refetchQueries({ queryKey: ['session'], exact: true }),
  });
  const refusal = useProblemWords(entering.error);

  if (session.data) return <Navigate to={landingOf(words.get('next'))} replace />;
  return (
    <EntryFrame title={t('login.title')}>
      {words.has('expired') && !entering.error && <Alert type="info" showIcon title={t('login.expired')} />}
      {entering.error && (
        <Alert type="error" showIcon role="alert" title={refusal} data-testid="login-error" />
      )}
      <Form layout="vertical" requiredMark={false} onFinish={entering.mutate} disabled={entering.isPending}>
        <Form.Item
          name="username"
          label={t('login.username')}
          rules={[{ required: true, message: t('login.usernameMissing') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('login.password')}
          rules={[{ required: true, message: t('login.passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={entering.isPending}>
          {t('login.submit')}
        </Button>
      </Form>
      <p className="entry-notice">{t('login.notice')}</p>
    </EntryFrame>
  );
}
