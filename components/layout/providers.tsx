'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Toaster } from 'sonner';
import { ClientError, paths } from '@/lib/client';
import { TooltipProvider } from '../ui';

/** Events keep data fresh, so nothing is fetched again by the clock; only failures that may pass are tried again. */
function makeClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: toSignIn }),
    mutationCache: new MutationCache({ onError: toSignIn }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (count, error) =>
          count < 2 && error instanceof ClientError && ['away', 'unavailable'].includes(error.code),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** When the session has ended: sign in, then back to the same page. */
function toSignIn(error: Error): void {
  if (!(error instanceof ClientError) || error.code !== 'signed-out') return;
  window.location.assign(paths.signIn(window.location.pathname + window.location.search));
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider>{children}</TooltipProvider>
      <Toaster
        position="bottom-right"
        toastOptions={{
          style: {
            background: 'var(--card)',
            color: 'var(--ink)',
            border: '1px solid var(--line-strong)',
            boxShadow: 'var(--lift)',
            fontFamily: 'inherit',
          },
        }}
      />
    </QueryClientProvider>
  );
}
