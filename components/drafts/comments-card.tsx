'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { commentDraft } from '@/lib/client';
import type { ApiDraft } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useDraftErrorText, useDraftWrite } from '../mesh-view';
import { Button, ErrorState, Field, RelativeTime, TextArea } from '../ui';
import { Card } from './card';
import { useKeptText } from './use-kept-text';

/** What people say about a draft. */
export function CommentsCard({ draft, readOnly = false }: { draft: ApiDraft; readOnly?: boolean }) {
  const t = useTranslations('drafts.comments');
  const mayWrite = useMayWrite();
  return (
    <Card title={t('title')}>
      {draft.comments.length === 0 && <p className="text-ink-2">{t('none')}</p>}
      <ol className="flex flex-col gap-2.5">
        {draft.comments.map(({ at, who, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: comments are only ever added at the end
          <li key={i}>
            <p className="text-ink-2 text-xs">
              <span className="font-semibold">{who}</span> · <RelativeTime at={at} />
            </p>
            <p className="whitespace-pre-wrap break-words">{text}</p>
          </li>
        ))}
      </ol>
      {mayWrite && !readOnly && <Write draft={draft} />}
    </Card>
  );
}

function Write({ draft }: { draft: ApiDraft }) {
  const t = useTranslations('drafts.comments');
  const errorText = useDraftErrorText();
  const [text, setText] = useKeptText(`meshkeep.comment.${draft.id}`);
  const write = useDraftWrite(draft.mesh, (comment: string) => commentDraft(draft, comment));
  const send = (event: FormEvent) => {
    event.preventDefault();
    write.mutate(text.trim(), { onSuccess: () => setText('') });
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-2">
      <Field label={t('write')}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="self-end" busy={write.isPending} disabled={text.trim() === ''}>
        {t('send')}
      </Button>
      {write.error && <ErrorState title={t('failed')} {...errorText(write.error)} />}
    </form>
  );
}
