import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded border border-line-strong bg-canvas px-1 font-mono text-ink-2 text-xs">
      {children}
    </kbd>
  );
}
