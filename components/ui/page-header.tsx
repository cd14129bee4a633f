import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: ReactNode;
  /** A mark behind the title. */
  help?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}

/** Title of a page, a line of facts below it, and its actions at the right. */
export function PageHeader({ title, help, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <div className="flex items-center gap-1">
          <h1 className="min-w-0 break-words font-semibold text-xl">{title}</h1>
          {help}
        </div>
        {lead && <p className="mt-0.5 text-ink-2">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
