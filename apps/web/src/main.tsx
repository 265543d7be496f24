import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import './app/base.css';
import { startTranslations } from './app/i18n.ts';
import { queryClient } from './app/query-client.ts';
import { createRouter } from './app/router.tsx';
import { ThemeProvider } from './app/theme/ThemeProvider.tsx';

await startTranslations();

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <RouterProvider router={createRouter()} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);
