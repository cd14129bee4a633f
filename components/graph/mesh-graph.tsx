'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import { toast } from 'sonner';
import type { PageState } from '@/lib/client';
import { highlightOf } from '@/lib/graph';
import { type Kind, type ResourceRef, refKey } from '@/lib/model';
import { DeleteResource } from '../forms';
import { useMayWrite } from '../layout';
import { SidePanel } from '../panel';
import { ErrorState } from '../ui';
import { useErrorText } from '../words';
import { Canvas } from './canvas';
import { CanvasContext, type CanvasState } from './canvas-context';
import { EmptyMesh } from './empty-mesh';
import { GraphSkeleton } from './graph-skeleton';
import { Legend } from './legend';
import { Outline } from './outline';
import { Toolbar } from './toolbar';
import { useLayout } from './use-layout';
import { type MeshGraphData, useMeshGraph } from './use-mesh-graph';
import { usePageState } from './use-page-state';

/** The home of a mesh: its graph, and beside it what is selected. */
export function MeshGraph({ mesh }: { mesh: string }) {
  return <View key={mesh} mesh={mesh} />;
}

function View({ mesh }: { mesh: string }) {
  const [page, go] = usePageState(mesh);
  const [showTraffic, setShowTraffic] = useState(true);
  const [collapsed, setCollapsed] = useState(false);
  const [outline, setOutline] = useState(false);
  const [deleting, setDeleting] = useState<ResourceRef>();
  const mayWrite = useMayWrite();
  const data = useMeshGraph(mesh, collapsed);
  const layout = useLayout(mesh, data.graph);
  const t = useTranslations('graph.toolbar');
  const common = useTranslations('common');
  const canvas = useCanvasState(data, page, go, showTraffic);
  const add = (kind: Kind) => go({ create: kind, parent: parentFor(kind, page.select) });
  const tidy = async () => {
    const undo = await layout.tidy().catch((error: unknown) => {
      toast.error(t('notTidied'), { description: String(error) });
    });
    if (undo) toast(t('tidied'), { action: { label: common('undo'), onClick: undo } });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable="true"]');
    if (event.key === 'Escape' && !event.defaultPrevented && !typing && (page.select || page.create)) go({});
    if (event.key === 'Delete' && page.select && mayWrite && !typing) setDeleting(page.select);
  };
  return (
    <CanvasContext value={canvas}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys that hold for everything inside */}
      <div className="relative flex h-full min-h-0 overflow-hidden" onKeyDown={onKeyDown}>
        <div className="@container relative min-w-0 flex-1 bg-canvas">
          <Body mesh={mesh} data={data} layout={layout} outline={outline} go={go} />
          <div className="pointer-events-none absolute inset-x-3.5 top-3 [&_button]:pointer-events-auto">
            <Toolbar
              problems={data.snapshot?.problems}
              showTraffic={showTraffic}
              onTraffic={setShowTraffic}
              collapsed={collapsed}
              onCollapse={setCollapsed}
              outline={outline}
              onOutline={setOutline}
              onAdd={add}
              onTidy={() => void tidy()}
              onSelect={canvas.select}
            />
          </div>
          {!outline && layout.positions && data.graph && data.graph.cards.length > 0 && (
            <div className="pointer-events-none absolute right-44 bottom-3 left-14 max-md:hidden">
              <Legend showTraffic={showTraffic} reporting={data.traffic?.reporting} />
            </div>
          )}
        </div>
        <SidePanel mesh={mesh} page={page} go={go} />
        <DeleteResource
          mesh={mesh}
          target={deleting}
          onClose={() => setDeleting(undefined)}
          onDone={() => {
            setDeleting(undefined);
            go({});
          }}
        />
      </div>
    </CanvasContext>
  );
}

interface BodyProps {
  mesh: string;
  data: MeshGraphData;
  layout: ReturnType<typeof useLayout>;
  outline: boolean;
  go: (next: PageState) => void;
}

function Body({ mesh, data, layout, outline, go }: BodyProps) {
  const t = useTranslations('graph');
  const errors = useTranslations('errors.title');
  const explain = useErrorText();
  if (data.error) {
    const { message, detail } = explain(data.error);
    return (
      <div className="px-4 pt-16">
        <ErrorState title={errors('load')} message={message} detail={detail} onRetry={data.retry} />
      </div>
    );
  }
  if (!data.graph) return <GraphSkeleton />;
  if (data.graph.cards.length === 0) return <EmptyMesh mesh={mesh} onAdd={(create) => go({ create })} />;
  const edit = (select: ResourceRef) => go({ select, tab: 'configuration' });
  if (outline || layout.failed) {
    return (
      <>
        {layout.failed && !outline && (
          <div className="absolute inset-x-4 top-14 z-10">
            <ErrorState title={errors('load')} message={t('layoutFailed')} />
          </div>
        )}
        <Outline mesh={mesh} graph={data.graph} onEdit={edit} />
      </>
    );
  }
  if (!layout.positions) return <GraphSkeleton />;
  return (
    <Canvas
      mesh={mesh}
      graph={data.graph}
      positions={layout.positions}
      layout={layout}
      figures={data.figures}
      onClear={() => go({})}
    />
  );
}

function useCanvasState(
  data: MeshGraphData,
  page: PageState,
  go: (next: PageState) => void,
  showTraffic: boolean,
): CanvasState {
  const selected = page.select && refKey(page.select);
  const select = useCallback((ref: ResourceRef) => go({ select: ref }), [go]);
  const highlight = useMemo(
    () => highlightOf(data.graph ?? { cards: [], edges: [] }, selected),
    [data.graph, selected],
  );
  return useMemo(() => ({ selected, highlight, showTraffic, select }), [selected, highlight, showTraffic, select]);
}

/** A new route goes into the router that is selected, a new gateway route into the gateway. */
function parentFor(kind: Kind, selected: ResourceRef | undefined): string | undefined {
  const [own, child] =
    kind === 'route' ? (['virtualRouter', 'route'] as const) : (['virtualGateway', 'gatewayRoute'] as const);
  if (kind !== child || !selected) return undefined;
  if (selected.kind === own) return selected.name;
  return selected.kind === child ? selected.parent : undefined;
}
