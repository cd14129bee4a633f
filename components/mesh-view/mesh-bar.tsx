'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { hasView, paths } from '@/lib/client';
import { useAddress, useMayWrite, useView } from '../layout';
import { Badge, Button } from '../ui';
import { enterDraft, showLive } from './current-view';
import { DraftMenu } from './draft-menu';
import { DraftSteps } from './draft-steps';
import { NewDraft } from './new-draft';
import { ProductionMark } from './production-mark';
import { useEndedDraft } from './use-ended-draft';
import { useHomeDraft } from './use-home-draft';
import { ViewSwitch } from './view-switch';

/** How the mesh is looked at, and the draft that is worked on: switch, undo and redo, review, list of drafts. */
export function MeshBar({ mesh }: { mesh: string }) {
  const t = useTranslations('view');
  const router = useRouter();
  const address = useAddress();
  const mayWrite = useMayWrite();
  const { draft: shown, at } = useView();
  const { home, open } = useHomeDraft(mesh);
  const [naming, setNaming] = useState(false);
  useEndedDraft(mesh);
  const canShow = hasView(new URL(address, 'http://console').pathname);
  const show = (id: string) => {
    enterDraft(mesh, id);
    if (!canShow) router.push(paths.graph(mesh, { draft: id }));
  };
  const toLive = () => (canShow ? showLive() : router.push(paths.graph(mesh)));
  const isReview = address === (home && paths.draft(mesh, home.id));
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      <ProductionMark mesh={mesh} />
      {at !== undefined && <Badge tone="attention">{t('past', { revision: String(at) })}</Badge>}
      <ViewSwitch
        shown={at !== undefined ? 'past' : shown === undefined ? 'live' : 'draft'}
        changes={home?.resources}
        disabled={!home && !mayWrite}
        onLive={toLive}
        onDraft={() => (home ? show(home.id) : setNaming(true))}
      />
      {shown !== undefined && home?.id === shown && <DraftSteps mesh={mesh} id={shown} />}
      {home && !isReview && (
        <Button variant="link" asChild className="max-lg:sr-only">
          <Link href={paths.draft(mesh, home.id)}>{t('review')}</Link>
        </Button>
      )}
      <DraftMenu mesh={mesh} shown={shown} open={open} onShow={show} onNew={() => setNaming(true)} />
      {naming && <NewDraft mesh={mesh} onClose={() => setNaming(false)} onMade={show} />}
    </div>
  );
}
