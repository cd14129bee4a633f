'use client';

import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import type { PageState } from '@/lib/client';
import { ErrorState } from '../ui';
import { useErrorText } from '../words';
import { Canvas } from './canvas';
import { EmptyMesh } from './empty-mesh';
import { GraphSkeleton } from './graph-skeleton';
import { Outline } from './outline/outline';
import type { Layout } from './use-layout';
import type { MeshGraphData } from './use-mesh-graph';
import type { Shown } from './use-shown';

export interface GraphBodyProps {
  mesh: string;
  data: MeshGraphData;
  shown: Shown | undefined;
  layout: Layout;
  outline: boolean;
  go: (next: PageState) => void;
  onPick: (ids: ReadonlySet<string>) => void;
  /** Where the picture puts what brings a card into view. */
  focus: RefObject<((id: string) => void) | undefined>;
}

/** The picture, or the outline; what stands there until the mesh is known, when it is empty or cannot be had. */
export function GraphBody({ mesh, data, shown, layout, outline, go, onPick, focus }: GraphBodyProps) {
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
  if (!shown) return <GraphSkeleton />;
  if (shown.graph.cards.length === 0) return <EmptyMesh mesh={mesh} onAdd={(create) => go({ create })} />;
  if (outline || layout.failed) {
    return (
      <>
        {layout.failed && !outline && (
          <div className="absolute inset-x-4 top-14 z-10">
            <ErrorState title={errors('load')} message={t('layoutFailed')} />
          </div>
        )}
        <Outline mesh={mesh} graph={shown.graph} onEdit={(select) => go({ select, tab: 'configuration' })} />
      </>
    );
  }
  if (!shown.positions) return <GraphSkeleton />;
  return (
    <Canvas
      key={shown.fixed ? 'part' : 'whole'}
      mesh={mesh}
      graph={shown.graph}
      positions={shown.positions}
      settled={shown.settled ?? shown.positions}
      onMove={layout.move}
      fixed={shown.fixed}
      frames={shown.frames}
      figures={data.figures}
      onClear={() => go({})}
      onPick={onPick}
      focus={focus}
    />
  );
}
