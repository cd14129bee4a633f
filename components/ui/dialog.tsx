'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { cn } from './cn';
import { IconButton } from './icon-button';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  wide?: boolean;
  /** The body brings its own margins. */
  flush?: boolean;
}

/** What had the focus when a dialog opened; a field in it that asks for the focus has it before any effect runs. */
function useOpener(open: boolean): Element | null {
  const [state, setState] = useState<{ open: boolean; opener: Element | null }>({ open: false, opener: null });
  if (state.open !== open) setState({ open, opener: open ? document.activeElement : state.opener });
  return state.opener;
}

/** A question before something happens. Esc and a click outside close it; focus goes back to where it was. */
export function Dialog({ open, onOpenChange, title, description, children, footer, wide, flush }: DialogProps) {
  const t = useTranslations('common');
  const opener = useOpener(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onCloseAutoFocus={(event) => {
            // Radix gives the focus back to a trigger of its own only, and ours stand elsewhere.
            event.preventDefault();
            if (opener instanceof HTMLElement) opener.focus();
          }}
          onOpenAutoFocus={focusFirst}
          className={cn(
            'fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-32px)] -translate-x-1/2 flex-col',
            'overflow-hidden rounded-lg border border-line-strong bg-card shadow-lifted outline-none',
            wide ? 'max-w-2xl' : 'max-w-md',
          )}
        >
          <header className="flex items-start justify-between gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0">
              <Radix.Title className="break-words font-semibold text-lg">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-ink-2">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label={t('close')} size="sm" bare />
            </Radix.Close>
          </header>
          {children && <div className={cn('min-h-0 overflow-y-auto', !flush && 'px-5 pb-4')}>{children}</div>}
          {footer && <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/**
 * Begins at what is to be entered: a dialog that a menu opened has lost its `autoFocus` to the menu. Where nothing is, at
 * the dialog itself: on the button that closes, a tooltip would cover the text and take the first Esc.
 */
function focusFirst(event: Event): void {
  const dialog = event.currentTarget as HTMLElement;
  const field = dialog.querySelector<HTMLElement>('textarea, input:not([hidden], [type=radio], [type=checkbox])');
  event.preventDefault();
  (field ?? dialog).focus();
}
