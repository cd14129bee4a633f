'use client';

import { useTranslations } from 'next-intl';
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { Button } from './button';
import { cn } from './cn';
import type { FieldControl } from './field';
import { TextArea } from './input';

export interface TextFileAreaProps {
  control: FieldControl;
  /** What is wanted, as the field is called: names the button that chooses a file. */
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** Larger files are refused. */
  mostBytes: number;
  rows?: number;
  autoFocus?: boolean;
}

/** A text that is pasted, dropped as a file, or chosen as one. A file that is none of text leaves what was there. */
export function TextFileArea({ control, label, value, onChange, mostBytes, ...rest }: TextFileAreaProps) {
  const t = useTranslations('common.file');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<'tooLarge' | 'noText'>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    const read = file.size > mostBytes ? { wrong: 'tooLarge' as const } : await textOf(file);
    setWrong('wrong' in read ? read.wrong : undefined);
    if ('text' in read) onChange(read.text);
  };
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    void take(currentTarget.files?.[0]);
    currentTarget.value = '';
  };
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void take(event.dataTransfer.files[0]);
    },
  };
  return (
    <>
      <TextArea
        {...control}
        {...drop}
        {...rest}
        mono
        className={cn('text-xs', over && 'border-accent bg-accent-tint')}
        value={value}
        onChange={(event) => {
          setWrong(undefined);
          onChange(event.target.value);
        }}
      />
      <input ref={input} type="file" hidden aria-label={t('chooseFor', { label })} onChange={choose} />
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" aria-label={t('chooseFor', { label })} onClick={() => input.current?.click()}>
          {t('choose')}
        </Button>
        <span className="text-ink-3 text-xs">{t('orDrop')}</span>
      </div>
      {wrong && (
        <p role="alert" className="text-bad-ink text-xs">
          {t(wrong)}
        </p>
      )}
    </>
  );
}

async function textOf(file: File): Promise<{ text: string } | { wrong: 'noText' }> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.includes('\0') ? { wrong: 'noText' } : { text };
  } catch {
    return { wrong: 'noText' };
  }
}
