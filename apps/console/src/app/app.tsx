import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import en from 'antd/locale/en_GB';
import vi from 'antd/locale/vi_VN';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { whenSessionIsLost } from '../api/http';
import { problemOf } from '../api/problem';
import { AppearanceProvider, useAppearance } from './appearance';
import { createRouter } from './router';
import { antdTheme } from './theme';

/** The few words Ant Design says itself (date picker, dialogs). */
const COMPONENT_WORDS: Record<string, typeof vi> = { vi, en };
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

function createQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && [0, 503].includes(problemOf(error).status),
      },
    },
  });
  whenSessionIsLost(() => {
    queries.setQueryData(['session'], null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  });
  return queries;
}

export function App() {
  return (
    <AppearanceProvider>
      <Dressed />
    </AppearanceProvider>
  );
}

function Dressed() {
  const { i18n } = useTranslation();
  const { theme, motion } = useAppearance();
  const [queries] = useState(createQueries);
  const [router] = useState(createRouter);
  return (
    <ConfigProvider
      theme={antdTheme(theme, motion)}
      locale={COMPONENT_WORDS[i18n.language] ?? en}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="app" message={{ maxCount: 3, top: 56 }} notification={{ top: 56 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
