import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { Download } from '../api/http';
import { useText } from '../i18n/use-text';
import { useProblemText } from './state-panel';

interface DownloadButtonProps {
  label: string;
  fetch: () => Promise<Download>;
  small?: boolean;
  testId?: string;
}

/** Fetches a file with the session and gives it to the browser; a refusal is told in words. */
export function DownloadButton({ label, fetch, small = false, testId }: DownloadButtonProps) {
  const { t } = useText();
  const { notification } = App.useApp();
  const words = useProblemText();
  const loading = useMutation({
    mutationFn: fetch,
    onSuccess: save,
    onError: (error) =>
      notification.error({ title: t('file.downloadFailed'), description: words(error), duration: 10 }),
  });
  return (
    <Button
      icon={<DownloadOutlined aria-hidden />}
      size={small ? 'small' : 'middle'}
      loading={loading.isPending}
      onClick={() => loading.mutate()}
      data-testid={testId}
    >
      {label}
    </Button>
  );
}

function save({ name, content }: Download): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
