'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Toaster } from 'sonner';
import { ClientError } from '@/lib/client';
import { TooltipProvider } from '../ui';

/** Events keep data fresh, so nothing is fetched again by the clock; only failures that may pass are tried again. */
function makeClient(): QueryClient {
  return new QueryClient({
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
