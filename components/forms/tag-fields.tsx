'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Tag } from '@/lib/model';
import { Button, IconButton, Input } from '../ui';
import { useFieldWords } from '../words';
import { More } from './sections';

export interface TagFieldsProps {
  tags: readonly Tag[];
  onChange: (tags: readonly Tag[]) => void;
}

/** Tags that a new resource gets. */
export function TagFields({ tags, onChange }: TagFieldsProps) {
  const t = useTranslations('forms');
  return (
    <More open={tags.length > 0} label={t('tags.title')}>
      <p className="text-ink-3 text-xs">{t('tags.hint')}</p>
      <TagRows tags={tags} onChange={onChange} />
    </More>
  );
}

/** Rows of key and value, and a button for one more. */
export function TagRows({ tags, onChange }: TagFieldsProps) {
  const t = useTranslations('forms');
  const words = useFieldWords();
  const put = (i: number, change: Partial<Tag>) =>
    onChange(tags.map((tag, j) => (i === j ? { ...tag, ...change } : tag)));
  return (
    <>
      {tags.map((tag, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: keys are being typed; the position is what stays
        <div key={i} className="flex items-center gap-1.5">
          <Input
            mono
            aria-label={words.label('TagRef', 'key')}
            placeholder={words.label('TagRef', 'key')}
            value={tag.key}
            onChange={(e) => put(i, { key: e.target.value })}
          />
          <Input
            mono
            aria-label={words.label('TagRef', 'value')}
            placeholder={words.label('TagRef', 'value')}
            value={tag.value}
            onChange={(e) => put(i, { value: e.target.value })}
          />
          <IconButton
            icon={X}
            size="sm"
            label={t('remove', { label: tag.key })}
            onClick={() => onChange(tags.toSpliced(i, 1))}
          />
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        disabled={tags.length >= 50}
        onClick={() => onChange([...tags, { key: '', value: '' }])}
      >
        <Plus aria-hidden="true" size={14} />
        {t('tags.add')}
      </Button>
    </>
  );
}
