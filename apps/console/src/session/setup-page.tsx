import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { Navigate } from 'react-router';
import { fieldErrors, problemOf } from '../api/problem';
import { getSetup, postSetup } from '../api/session';
import { useText } from '../i18n/use-text';
import { useProblemWords } from '../ui/state-panel';
import { EntryFrame } from './entry-frame';
import { useSessionQuery } from './use-session';

interface SetupForm {
  secret: string;
  displayName: string;
  username: string;
  password: string;
  again: string;
}

const USERNAME = /^[a-z0-9][a-z0-9._-]{2,39}$/;

export function SetupPage() {
  const { t } = useText();
  const queries = useQueryClient();
  const session = useSessionQuery();
  const [form] = Form.useForm<SetupForm>();
  const creating = useMutation({
    mutationFn: ({ again: _, ...body }: SetupForm) => postSetup(body),
    onSuccess: () => queries.refetchQueries({ queryKey: ['session'], exact: true }),
    onError: (error) => form.setFields(fieldErrors(problemOf(error)) as Parameters<typeof form.setFields>[0]),
  });
  const refusal = useProblemWords(creating.error);

  const setup = useQuery({ queryKey: ['session', 'setup'], queryFn: getSetup, staleTime: 0, gcTime: 0 });

  if (session.data) return <Navigate to="/" replace />;
  if (setup.data?.needed === false && !creating.isPending) return <Navigate to="/login" replace />;
  return (
    <EntryFrame title={t('setup.title')} intro={t('setup.intro')}>
      {creating.error && (
        <Alert type="error" showIcon role="alert" title={refusal} data-testid="setup-error" />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        onFinish={creating.mutate}
        disabled={creating.isPending}
      >
        <Form.Item
          name="secret"
          label={t('setup.secret')}
          rules={[{ required: true, message: t('setup.secretMissing') }]}
        >
          <Input autoComplete="one-time-code" spellCheck={false} autoFocus className="code" />
        </Form.Item>
        <Form.Item
          name="displayName"
          label={t('setup.displayName')}
          rules={[{ required: true, whitespace: true, message: t('setup.displayNameMissing') }]}
        >
          <Input autoComplete="name" maxLength={120} />
        </Form.Item>
        <Form.Item
          name="username"
          label={t('setup.username')}
          extra={t('setup.usernameHint')}
          rules={[{ required: true, pattern: USERNAME, message: t('setup.usernameBad') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('setup.password')}
          extra={t('setup.passwordHint')}
          rules={[{ required: true, min: 12, message: t('setup.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('setup.again')}
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value && value === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('setup.againDiffers'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={creating.isPending}>
          {t('setup.submit')}
        </Button>
      </Form>
    </EntryFrame>
  );
}
