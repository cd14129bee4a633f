'use client';

import {
  Background,
  BackgroundVariant,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, type RefObject, useCallback, useImperativeHandle, useRef, useState } from 'react';
import type { EdgeTraffic, Graph, GroupFrame, Point, Positions } from '@/lib/graph';
import { useMayWrite } from '../layout';
import { cn } from '../ui';
import './graph.css';
import { DrawContext, useCanvas } from './canvas-context';
import { CardNode } from './card-node';
import { useGraphEdits } from './edit/graph-edits';
import { LineLayer } from './edit/line-layer';
import { useLine } from './edit/use-line';
import { FarLayer } from './far/far-layer';
import { FarTip } from './far/far-tip';
import { OverviewMap } from './far/overview-map';
import { type FarArrow, useFarArrows } from './far/use-far-arrows';
import type { CardFlowNode, MeshFlowEdge } from './flow-elements';
import { MeshEdge } from './mesh-edge';
import { useCanvasKeys } from './use-canvas-keys';
import { useFocusStops } from './use-focus-stops';
import type { Layout } from './use-layout';
import { usePicture } from './use-picture';
import { MAX_ZOOM, MIN_ZOOM, useViewport } from './use-viewport';
import { ZoomControls } from './zoom-controls';

const NODE_TYPES = { card: CardNode };
const EDGE_TYPES = { mesh: MeshEdge };
const NO_IDS: ReadonlySet<string> = new Set();

export interface CanvasProps {
  mesh: string;
  graph: Graph;
  positions: Positions;
  /** Without a card that is being dragged. */
  settled: Positions;
  /** Cards were moved; `done` when they were let go. */
  onMove: Layout['move'];
  /** Cards stay where they are: the places are those of one way to look at the mesh. */
  fixed: boolean;
  frames: readonly GroupFrame[];
  figures: ReadonlyMap<string, EdgeTraffic>;
  onClear: () => void;
  /** Cards that were chosen together by a frame around them. */
  onPick: (ids: ReadonlySet<string>) => void;
  /** Gets what brings a card into view and gives it the focus. */
  focus: RefObject<((id: string) => void) | undefined>;
}

/** The graph as a picture that can be panned, zoomed, drawn on and walked through by keys. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow(props: CanvasProps) {
  const { mesh, graph, positions, settled, onMove, fixed, frames, figures, onClear, onPick, focus } = props;
  const t = useTranslations('graph');
  const { selected, highlight, select, pickArrow } = useCanvas();
  const mayWrite = useMayWrite();
  const edits = useGraphEdits();
  const frame = useRef<HTMLElement>(null);
  const flow = useReactFlow<CardFlowNode, MeshFlowEdge>();
  const [dragging, setDragging] = useState(NO_IDS);
  const picture = usePicture({ graph, positions, settled, figures, dragging });
  const { index, near, curves } = picture;
  const arrows = useFarArrows({ frame, edges: picture.far, bundles: picture.bundles, curves, index });
  const view = useViewport({ graph, positions, index, selected, highlight });
  const stops = useFocusStops({ frame, graph, positions, centre: view.centre });
  useImperativeHandle(focus, () => stops.focus, [stops.focus]);
  const line = useLine({ frame, index, curves, judge: edits.judge, onDrop: edits.draw, onClick: edits.choose });
  const onKeyDown = useCanvasKeys({ graph, onWalk: stops.onWalk });
  const boxing = useRef(false);

  const onNodesChange = (changes: NodeChange<CardFlowNode>[]) => {
    const moved = new Map<string, Point>();
    const chosen = new Set<string>();
    let done = false;
    for (const change of changes) {
      if (change.type === 'position' && change.position) {
        moved.set(change.id, change.position);
        done ||= change.dragging === false;
      }
      if (change.type === 'select' && change.selected) chosen.add(change.id);
    }
    if (boxing.current && chosen.size > 0) onPick(chosen);
    if (moved.size === 0) return;
    setDragging(done ? NO_IDS : new Set(moved.keys()));
    onMove(moved, done);
  };
  const onPaneClick = useCallback(
    (event: MouseEvent) => {
      const hit = near.far ? index.at(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })) : undefined;
      const arrow = hit ? undefined : arrows.at(event);
      const hub = arrow?.bundle && graph.cards.find(({ id }) => id === arrow.bundle.hub);
      if (hit) select(hit.card.ref);
      else if (hub) select(hub.ref);
      else if (arrow?.edge) pickArrow(arrow.edge);
      else onClear();
    },
    [near.far, index, flow, graph, select, onClear, arrows.at, pickArrow],
  );
  const titleOf = ({ edge, bundle }: FarArrow) => {
    if (edge) return picture.words(edge, figures.get(edge.id)).title;
    const hub = graph.cards.find(({ id }) => id === bundle.hub)?.ref.name ?? '';
    return t('bundle', { count: bundle.count, name: hub });
  };
  return (
    <section
      ref={frame}
      aria-label={t('label', { mesh })}
      aria-description={t('help')}
      data-far={near.far || undefined}
      className="absolute inset-0"
      onKeyDown={onKeyDown}
    >
      <DrawContext value={mayWrite ? line.begin : undefined}>
        <ReactFlow<CardFlowNode, MeshFlowEdge>
          className={cn('mesh-canvas', arrows.hover && '[&_.react-flow__pane]:cursor-pointer!')}
          nodes={picture.nodes}
          edges={picture.edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={onNodesChange}
          onSelectionStart={() => {
            boxing.current = true;
          }}
          onSelectionEnd={() => {
            boxing.current = false;
          }}
          onEdgeClick={(_, { data }) => data && pickArrow(data.edge)}
          onPaneClick={onPaneClick}
          onPaneMouseMove={arrows.onMove}
          onPaneMouseLeave={arrows.clear}
          onMoveStart={arrows.clear}
          disableKeyboardA11y
          nodesConnectable={false}
          nodesDraggable={mayWrite && !fixed}
          selectNodesOnDrag={false}
          nodeDragThreshold={4}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={null}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-strong)" />
          <FarLayer
            graph={graph}
            positions={positions}
            curves={curves}
            edges={picture.far}
            bundles={picture.bundles}
            frames={frames}
            figures={figures}
            near={near}
            hovered={arrows.hover?.arrow.edge?.id}
          />
          <OverviewMap graph={graph} positions={positions} index={index} onGo={view.centre} />
          <ZoomControls onFit={view.fit} />
          {line.line && <LineLayer line={line.line} graph={graph} positions={positions} />}
        </ReactFlow>
      </DrawContext>
      {arrows.hover && (
        <FarTip hover={arrows.hover} title={titleOf(arrows.hover.arrow)} width={frame.current?.clientWidth ?? 0} />
      )}
    </section>
  );
}
