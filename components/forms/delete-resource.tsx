'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { deleteCall, snapshotQuery } from '@/lib/client';
import type { ResourceRef } from '@/lib/model';
import { Button, Dialog, ErrorState, KindGlyph } from '../ui';
import { useErrorText } from '../words';
import { type Dependant, dependantsOf } from './dependants';
import { useWrite } from './use-write';

export interface DeleteResourceProps {
  mesh: string;
  /** What is to be deleted; undefined = the question is not open. */
  target: ResourceRef | undefined;
  onClose: () => void;
  onDone: (target: ResourceRef, revision?: number) => void;
}

/** The question before something is deleted, with all that would break. */
export function DeleteResource({ mesh, target, onClose, onDone }: DeleteResourceProps) {
  if (!target) return null;
  return <Question mesh={mesh} target={target} onClose={onClose} onDone={onDone} />;
}

function Question({ mesh, target, onClose, onDone }: DeleteResourceProps & { target: ResourceRef }) {
  const t = useTranslations();
  const errorText = useErrorText();
  const write = useWrite();
  const { data } = useQuery(snapshotQuery(mesh));
  const dependants = data ? dependantsOf(target, data.resources) : [];
  const blocking = dependants.filter((d) => d.relation !== 'backend');
  const backends = dependants.filter((d) => d.relation === 'backend');
  const remove = () =>
    write.mutate(
      { mesh, call: deleteCall({ mesh, ...target }), done: t('forms.delete.done', { name: target.name }) },
      { onSuccess: ({ revision }) => onDone(target, revision) },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('forms.delete.title', { name: target.name })}
      description={t('forms.delete.lead', { kind: t(`kinds.inText.${target.kind}`) })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" busy={write.isPending} onClick={remove}>
            {t('forms.delete.submit')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {blocking.length > 0 && (
          <Dependants title={t('forms.delete.neededBy')} hint={t('forms.delete.neededHint')} list={blocking} />
        )}
        {backends.length > 0 && <Dependants title={t('forms.delete.backendOf')} list={backends} />}
        {write.error && (
          <ErrorState title={t('errors.title.delete', { name: target.name })} {...errorText(write.error)} />
        )}
      </div>
    </Dialog>
  );
}

/** A mesh may hold thousands. */
const SHOWN = 8;

function Dependants({ title, hint, list }: { title: string; hint?: string; list: readonly Dependant[] }) {
  const t = useTranslations();
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <ul className="my-1 flex flex-col gap-1">
        {list.slice(0, SHOWN).map(({ ref, relation }) => (
          <li key={`${relation}${ref.kind}${ref.parent}${ref.name}`} className="flex items-center gap-2">
            <KindGlyph kind={ref.kind} size={18} />
            {t(`forms.delete.relation.${relation}`, { kind: t(`kinds.inText.${ref.kind}`), name: ref.name })}
          </li>
        ))}
        {list.length > SHOWN && <li className="text-ink-2">{t('changes.more', { count: list.length - SHOWN })}</li>}
      </ul>
      {hint && <p className="text-ink-2">{hint}</p>}
    </section>
  );
}
