'use client';

import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type DragEvent, type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { cn } from '../ui';
import { addFiles } from './session';
import { droppedFiles, type NamedFile, takeFiles } from './take-files';

export interface DropZoneProps {
  /** The session that the files go to. */
  session: string;
  onAdded?: () => void;
  className?: string;
  children: ReactNode;
}

/** An area that takes files and folders by dropping, and files by pasting. Buttons inside do the same by keyboard. */
export function DropZone({ session, onAdded, className, children }: DropZoneProps) {
  const t = useTranslations('transfer.import.drop');
  const [over, setOver] = useState(false);
  const add = useAddFiles(session, onAdded);
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');
  return (
    <section
      aria-label={t('title')}
      className={cn('relative', className)}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        void add(droppedFiles(event.dataTransfer));
      }}
      onPaste={(event: ClipboardEvent) => {
        if (event.clipboardData.files.length > 0) void add(droppedFiles(event.clipboardData));
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-0 z-10 flex items-center justify-center rounded-lg border-2 border-accent border-dashed bg-accent-tint/80 font-semibold text-accent">
          {t('release')}
        </div>
      )}
    </section>
  );
}

/** Takes files up, and says what failed. */
export function useAddFiles(session: string, onAdded?: () => void): (files: Promise<NamedFile[]>) => Promise<void> {
  const t = useTranslations('transfer.import.drop');
  return async (coming) => {
    try {
      const { files, refused } = await takeFiles(await coming);
      if (files.length + refused.length === 0) return;
      addFiles(session, files, refused);
      onAdded?.();
    } catch {
      toast.error(t('failed'), { description: t('failedHint') });
    }
  };
}
