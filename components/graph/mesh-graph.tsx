'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useCallback, useRef } from 'react';
import { toast } from 'sonner';
import type { Found } from '@/lib/graph';
import type { Kind, ResourceRef } from '@/lib/model';
import { SidePanel } from '../panel';
import { CanvasContext } from './canvas-context';
import { GraphEditsProvider, useGraphEdits } from './edit/graph-edits';
import { GraphBody } from './graph-body';
import { Legend } from './legend';
import { PickedBar } from './picked-bar';
import { Toolbar } from './toolbar';
import { isDelete } from './use-canvas-keys';
import { useCanvasState } from './use-canvas-state';
import { useLayout } from './use-layout';
import { useMeshGraph } from './use-mesh-graph';
import { useGraphOptions, usePageState } from './use-page-state';
import { useShown } from './use-shown';

/** The home of a mesh: its graph, and beside it what is selected. */
export function MeshGraph({ mesh }: { mesh: string }) {
  const [, go] = usePageState(mesh);
  const onTarget = useCallback((select: ResourceRef) => go({ select }), [go]);
  return (
    <GraphEditsProvider key={mesh} mesh={mesh} onTarget={onTarget}>
      <View mesh={mesh} />
    </GraphEditsProvider>
  );
}

function View({ mesh }: { mesh: string }) {
  const [page, go] = usePageState(mesh);
  const [options, setOptions] = useGraphOptions();
  const data = useMeshGraph(mesh, options.collapsed ?? false);
  const layout = useLayout(mesh, data.graph);
  const shown = useShown({ graph: data.graph, snapshot: data.snapshot, layout, options });
  const { canvas, picked, setPicked, arrow } = useCanvasState({ graph: shown?.graph, page, go, options });
  const edits = useGraphEdits();
  const tidy = useTidy(layout.tidy);
  const focus = useRef<(id: string) => void>(undefined);
  const outline = options.outline ?? false;
  const find = (found: Found) => {
    go({ select: found.ref });
    focus.current?.(found.id);
  };
  const chosen = (): readonly ResourceRef[] => {
    if (picked.size > 0) return (data.graph?.cards ?? []).filter((card) => picked.has(card.id)).map((card) => card.ref);
    return page.select ? [page.select] : [];
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable="true"]');
    if (event.defaultPrevented || typing) return;
    if (event.key === 'Escape' && (picked.size > 0 || page.select || page.create)) {
      setPicked(new Set());
      go({});
    }
    if (
      isDelete(event) &&
      edits.mayWrite &&
      event.target instanceof Element &&
      !event.target.closest('[data-side-panel]')
    ) {
      if (arrow) edits.cut([arrow]);
      else edits.remove(chosen());
    }
  };
  const canDraw = !data.error;
  return (
    <CanvasContext value={canvas}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys that hold for everything inside */}
      <div className="relative flex h-full min-h-0 overflow-hidden" onKeyDown={onKeyDown}>
        <div className="@container relative min-w-0 flex-1 bg-canvas">
          {canDraw && (
            <div className="pointer-events-none absolute inset-x-3.5 top-3 z-10 [&_button]:pointer-events-auto">
              <Toolbar
                graph={shown?.graph}
                problems={data.snapshot?.problems}
                options={options}
                onOptions={setOptions}
                selected={page.select}
                onAdd={(create) => go({ create, parent: parentFor(create, page.select) })}
                onTidy={tidy}
                onSelect={canvas.select}
                onFind={find}
              />
            </div>
          )}
          <GraphBody
            mesh={mesh}
            data={data}
            shown={shown}
            layout={layout}
            outline={outline}
            go={go}
            onPick={setPicked}
            focus={focus}
          />
          {!outline && shown?.positions && shown.graph.cards.length > 0 && (
            <div className="pointer-events-none absolute right-44 bottom-3 left-14 max-md:hidden">
              <Legend showTraffic={canvas.showTraffic} reporting={data.traffic?.reporting} />
            </div>
          )}
          <PickedBar count={picked.size} onDelete={() => edits.remove(chosen())} onClear={() => setPicked(new Set())} />
        </div>
        <SidePanel mesh={mesh} page={page} go={go} />
      </div>
    </CanvasContext>
  );
}

/** Lays everything out anew, with a way back. */
function useTidy(tidy: () => Promise<() => void>): () => void {
  const t = useTranslations('graph.toolbar');
  const common = useTranslations('common');
  return () => {
    tidy().then(
      (undo) => toast(t('tidied'), { action: { label: common('undo'), onClick: undo } }),
      (error: unknown) => toast.error(t('notTidied'), { description: String(error) }),
    );
  };
}

/** A new route goes into the router that is selected, a new gateway route into the gateway. */
function parentFor(kind: Kind, selected: ResourceRef | undefined): string | undefined {
  const [own, child] =
    kind === 'route' ? (['virtualRouter', 'route'] as const) : (['virtualGateway', 'gatewayRoute'] as const);
  if (kind !== child || !selected) return undefined;
  if (selected.kind === own) return selected.name;
  return selected.kind === child ? selected.parent : undefined;
}
