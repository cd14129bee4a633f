'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { IconButton } from './icon-button';

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  text,
  label,
  className,
  onCopied,
}: {
  text: string;
  label?: string;
  className?: string;
  /** It is on the clipboard. */
  onCopied?: () => void;
}) {
  const t = useTranslations('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      onCopied?.();
    } catch {
      toast.error(t('copyFailed'));
    }
  };
  return (
    <IconButton
      icon={copied ? Check : Copy}
      label={copied ? t('copied') : (label ?? t('copy'))}
      size="sm"
      className={className}
      onClick={copy}
    />
  );
}
