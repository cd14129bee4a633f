'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { PageState } from '@/lib/client';
import { type ApiSnapshot, type Kind, type ResourceRef, referencesOf, type SpecByKind } from '@/lib/model';
import { useMayWrite } from '../layout';
import { Button, EmptyState } from '../ui';

export interface AbsentResourceProps {
  mesh: string;
  snapshot: ApiSnapshot;
  subject: ResourceRef;
  go: (next: PageState) => void;
}

/** The selection does not exist: it was deleted, or others name it although nobody made it. */
export function AbsentResource({ snapshot, subject, go }: AbsentResourceProps) {
  const t = useTranslations('panel');
  const mayWrite = useMayWrite();
  const { kind, name } = subject;
  const named = snapshot.resources.some((resource) =>
    referencesOf(resource.kind, resource.spec as unknown as SpecByKind[Kind]).some(
      ({ to }) => to.kind === kind && to.name === name,
    ),
  );
  return (
    <EmptyState
      icon={SearchX}
      className="m-5"
      title={named ? t('missing.title', { name }) : t('gone.title', { name })}
      hint={named ? t('missing.hint') : t('gone.hint')}
      actions={
        named &&
        mayWrite && (
          <Button variant="primary" onClick={() => go({ create: kind, name })}>
            {t('missing.create', { name })}
          </Button>
        )
      }
    />
  );
}
