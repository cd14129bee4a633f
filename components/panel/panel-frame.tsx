'use client';

import { Pencil, Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { paths } from '@/lib/client';
import type { Kind } from '@/lib/model';
import { useMayWrite } from '../layout';
import { cn, HelpMark, IconButton, KindGlyph } from '../ui';
import { PanelResizer } from './panel-resizer';
import { useFocusBack } from './use-focus-back';
import { usePanelWidth } from './use-panel-width';

export interface PanelFrameProps {
  title: string;
  lead?: string;
  kind: Kind;
  onClose: () => void;
  /** Undefined where there is nothing to edit or delete. */
  onEdit?: () => void;
  onDelete?: () => void;
  children: ReactNode;
}

/** Frame, title and buttons of the panel. Narrow windows show it over the page; its left edge sets its width. */
export function PanelFrame({ title, lead, kind, onClose, onEdit, onDelete, children }: PanelFrameProps) {
  const t = useTranslations('panel');
  const common = useTranslations('common');
  const kinds = useTranslations('kinds.inText');
  const viewer = useTranslations('shell.person')('viewerHint');
  const mayWrite = useMayWrite();
  const [width, setWidth] = usePanelWidth();
  const frame = useRef<HTMLElement>(null);
  useFocusBack(frame, `${kind} ${title}`);
  return (
    <aside
      ref={frame}
      data-side-panel
      aria-label={`${t('label')}: ${title}`}
      style={{ '--panel': `${width}px` } as React.CSSProperties}
      className={cn(
        'relative z-30 flex w-(--panel) shrink-0 flex-col border-l bg-card',
        'max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:w-[min(var(--panel),calc(100%-48px))] max-lg:shadow-lifted',
        'max-md:w-full',
      )}
    >
      <PanelResizer width={width} onWidth={setWidth} />
      <header className="flex items-start gap-2 px-5 pt-4 pb-2">
        <div className="min-w-0 flex-1">
          <p className="flex min-w-0 items-center gap-1.5 text-ink-2 text-xs">
            <KindGlyph kind={kind} size={16} />
            <span className="truncate">{lead}</span>
            <HelpMark term={kinds(kind)} href={paths.help(kind)} />
          </p>
          <h2 className="mt-0.5 break-words font-semibold text-lg">{title}</h2>
        </div>
        {onEdit && (
          <IconButton icon={Pencil} label={mayWrite ? common('edit') : viewer} disabled={!mayWrite} onClick={onEdit} />
        )}
        {onDelete && (
          <IconButton
            icon={Trash2}
            label={mayWrite ? common('delete') : viewer}
            disabled={!mayWrite}
            onClick={onDelete}
          />
        )}
        <IconButton icon={X} label={t('close')} onClick={onClose} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">{children}</div>
    </aside>
  );
}
