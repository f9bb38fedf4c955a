import { createBrowserRouter } from 'react-router';
import { Frame } from './frame.js';
import { Home } from './home.js';
import { NotFound, PageFailed } from './not-found.js';

/** Each page is fetched when it is opened. */
export const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: Frame,
      ErrorBoundary: PageFailed,
      HydrateFallback: () => null,
      children: [
        { index: true, Component: Home },
        { path: 'cases', lazy: async () => ({ Component: (await import('../work/index.js')).WorkPage }) },
        { path: 'cases/:caseId/:part?', lazy: async () => ({ Component: (await import('../case-file/index.js')).CasePage }) },
        { path: 'register', lazy: async () => ({ Component: (await import('../case-form/index.js')).RegisterPage }) },
        { path: 'batches/:batchId?', lazy: async () => ({ Component: (await import('../batches/index.js')).BatchesPage }) },
        { path: 'living-standards', lazy: async () => ({ Component: (await import('../living-standards/index.js')).LivingStandardsPage }) },
        { path: 'control-policies/:courtCode?', lazy: async () => ({ Component: (await import('../policies/index.js')).PoliciesPage }) },
        { path: 'expiry', lazy: async () => ({ Component: (await import('../expiry/index.js')).ExpiryPage }) },
        { path: 'letters', lazy: async () => ({ Component: (await import('../letters/index.js')).LettersPage }) },
        { path: 'institutions', lazy: async () => ({ Component: (await import('../institutions/index.js')).InstitutionsPage }) },
        { path: 'audit', lazy: async () => ({ Component: (await import('../audit/index.js')).AuditPage }) },
        { path: '*', Component: NotFound },
      ],
    },
  ],
  { basename: '/console' },
);
