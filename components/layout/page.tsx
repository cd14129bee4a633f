import type { ReactNode } from 'react';

/** The body of an ordinary page: its margins and greatest width. The graph fills the frame instead. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="mx-auto max-w-[1400px] px-4 py-6 lg:px-8">{children}</div>;
}
