import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import ConfigProvider from 'antd/es/config-provider';
import { RouterProvider } from 'react-router/dom';
import { ApiProblem } from '../api/index.js';
import { LanguageProvider } from '../language/index.js';
import { router } from './routes.js';
import { SessionGate } from './session.js';
import { THEME } from './theme.js';

const MOST_ATTEMPTS = 3;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Every read is on the audit record: not again because a window came to the front.
      refetchOnWindowFocus: false,
      staleTime: 5_000,
      retry: (failures, error) => failures < MOST_ATTEMPTS && !(error instanceof ApiProblem && !error.document.retryable),
    },
    // What may have been done is never sent again by itself.
    mutations: { retry: false },
  },
});

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Widgets />
      </LanguageProvider>
    </QueryClientProvider>
  );
}

function Widgets() {
  return (
    <ConfigProvider theme={THEME} wave={{ disabled: true }} button={{ autoInsertSpace: false }} {...(nonce === undefined ? {} : { csp: { nonce } })}>
      <SessionGate>
        <RouterProvider router={router} />
      </SessionGate>
    </ConfigProvider>
  );
}
