'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Typed } from '@/lib/graph';
import type { Kind } from '@/lib/model';
import { TagEditor } from '../../forms';
import { useMayWrite } from '../../layout';
import { Badge, IconButton } from '../../ui';
import { Section } from '../facts';

/** The tags of a resource, and the way to change them. What only a draft has, has none yet. */
export function Tags({ mesh, resource }: { mesh: string; resource: Typed<Kind> }) {
  const t = useTranslations('panel');
  const mayWrite = useMayWrite();
  const [editing, setEditing] = useState(false);
  const { name, arn, tags } = resource;
  if (arn === '') return null;
  const edit = mayWrite && !editing && (
    <IconButton icon={Pencil} size="sm" label={t('editTags')} onClick={() => setEditing(true)} />
  );
  return (
    <Section title={t('section.tags')} action={edit}>
      {editing ? (
        <TagEditor mesh={mesh} name={name} arn={arn} tags={tags} onClose={() => setEditing(false)} />
      ) : tags.length === 0 ? (
        <p className="text-ink-2">{t('noTags')}</p>
      ) : (
        <ul className="flex flex-wrap gap-1">
          {tags.map((tag) => (
            <li key={tag.key} className="max-w-full">
              <Badge className="max-w-full">
                <span className="break-all">{tag.value ? `${tag.key}: ${tag.value}` : tag.key}</span>
              </Badge>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
