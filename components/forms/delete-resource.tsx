'use client';

import { useTranslations } from 'next-intl';
import type { ResourceRef } from '@/lib/model';
import { useView } from '../layout';
import { useMeshView } from '../mesh-view';
import { Button, Dialog, KindGlyph } from '../ui';
import { ApplyError } from './apply-error';
import { type Dependant, dependantsOf } from './dependants';
import { useDelete } from './use-delete';

export interface DeleteResourceProps {
  mesh: string;
  /** What is to be deleted; undefined = the question is not open. */
  target: ResourceRef | undefined;
  onClose: () => void;
  onDone: (target: ResourceRef, revision?: number) => void;
}

/** The question before something is deleted, with all that would break: in a draft, or where live is shown at once. */
export function DeleteResource({ mesh, target, onClose, onDone }: DeleteResourceProps) {
  if (!target) return null;
  return <Question mesh={mesh} target={target} onClose={onClose} onDone={onDone} />;
}

function Question({ mesh, target, onClose, onDone }: DeleteResourceProps & { target: ResourceRef }) {
  const t = useTranslations();
  const { snapshot } = useMeshView(mesh);
  const isDraft = useView().draft !== undefined;
  // A draft cannot delete its own mesh.
  const isMesh = target.kind === 'mesh';
  const remove = useDelete(mesh, target, onDone);
  const dependants = snapshot ? dependantsOf(target, snapshot.resources) : [];
  const blocking = dependants.filter((d) => d.relation !== 'backend');
  const backends = dependants.filter((d) => d.relation === 'backend');
  const lead = isMesh ? 'leadMesh' : isDraft ? 'leadDraft' : 'lead';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('forms.delete.title', { name: target.name })}
      description={t(`forms.delete.${lead}`, { kind: t(`kinds.inText.${target.kind}`) })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {(isMesh || !isDraft) && (
            <Button
              variant="danger"
              busy={remove.busy === 'now'}
              disabled={remove.busy !== undefined}
              onClick={remove.now}
            >
              {t(isMesh ? 'forms.delete.submit' : remove.needsConfirm ? 'forms.applyNow.anyway' : 'forms.delete.now')}
            </Button>
          )}
          {!isMesh && (
            <Button
              variant="primary"
              busy={remove.busy === 'draft'}
              disabled={remove.busy !== undefined}
              onClick={remove.inDraft}
            >
              {t('forms.delete.inDraft')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {blocking.length > 0 && (
          <Dependants title={t('forms.delete.neededBy')} hint={t('forms.delete.neededHint')} list={blocking} />
        )}
        {backends.length > 0 && <Dependants title={t('forms.delete.backendOf')} list={backends} />}
        {remove.error && <ApplyError name={target.name} error={remove.error} title="delete" />}
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
