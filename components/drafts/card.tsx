import { type ReactNode, useId } from 'react';

/** A titled part of the review. */
export function Card({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-lg border bg-card">
      <header className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b px-3.5 py-2.5">
        <h2 id={id} className="flex min-w-0 flex-wrap items-center gap-2 font-semibold">
          {title}
        </h2>
        {note && <div className="flex items-center gap-1.5 text-ink-2 text-xs">{note}</div>}
      </header>
      <div className="flex flex-col gap-3 px-3.5 py-3">{children}</div>
    </section>
  );
}
