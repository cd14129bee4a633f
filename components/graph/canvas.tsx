'use client';

import {
  Background,
  BackgroundVariant,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { EdgeTraffic, Graph, Positions } from '@/lib/graph';
import { useMayWrite } from '../layout';
import './graph.css';
import { useCanvas } from './canvas-context';
import { CardNode } from './card-node';
import { useEdgeWords } from './edge-words';
import { type CardFlowNode, flowEdges, flowNodes, labelPlaces, type MeshFlowEdge } from './flow-elements';
import { MeshEdge } from './mesh-edge';
import { useFocusStops } from './use-focus-stops';
import type { Layout } from './use-layout';
import { useViewport } from './use-viewport';
import { ZoomControls } from './zoom-controls';

const NODE_TYPES = { card: CardNode };
const EDGE_TYPES = { mesh: MeshEdge };
const KIND_COLOURS: Record<string, string> = {
  virtualGateway: 'var(--kind-gateway)',
  virtualService: 'var(--kind-service)',
  virtualRouter: 'var(--kind-router)',
  virtualNode: 'var(--kind-node)',
};

export interface CanvasProps {
  mesh: string;
  graph: Graph;
  positions: Positions;
  layout: Layout;
  figures: ReadonlyMap<string, EdgeTraffic>;
  onClear: () => void;
}

/** The graph as a picture that can be panned, zoomed and walked through by keys. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ mesh, graph, positions, layout, figures, onClear }: CanvasProps) {
  const t = useTranslations('graph');
  const { selected, highlight, select, showTraffic } = useCanvas();
  const mayWrite = useMayWrite();
  const words = useEdgeWords(showTraffic);
  const nodes = useFlowNodes(graph, positions);
  const labels = useMemo(
    () => graph.edges.map((edge) => ({ id: edge.id, text: words(edge, figures.get(edge.id)).text })),
    [graph.edges, figures, words],
  );
  const places = useLabelPlaces(graph, layout.settled ?? positions, labels);
  const edges = useMemo(
    () => flowEdges({ graph, positions, places, figures, words }),
    [graph, positions, places, figures, words],
  );
  const frame = useRef<HTMLElement>(null);
  const flow = useReactFlow<CardFlowNode, MeshFlowEdge>();
  useViewport({ frame, graph, positions, selected, highlight });
  const onWalk = useFocusStops({ frame, graph, positions });

  const onNodesChange = (changes: NodeChange<CardFlowNode>[]) => {
    for (const change of changes) {
      if (change.type === 'position' && change.position) {
        layout.move(new Map([[change.id, change.position]]), change.dragging === false);
      }
    }
  };
  const selectEdge = (id: string | undefined) => {
    const edge = graph.edges.find((one) => one.id === id);
    if (edge) select(edge.owner);
    return edge !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const edge = event.target instanceof Element ? event.target.closest('.react-flow__edge') : null;
    if (edge && (event.key === 'Enter' || event.key === ' ') && selectEdge(edge.getAttribute('data-id') ?? undefined)) {
      event.preventDefault();
      return;
    }
    onWalk(event);
  };
  return (
    <section
      ref={frame}
      aria-label={t('label', { mesh })}
      aria-description={t('help')}
      className="absolute inset-0"
      onKeyDown={onKeyDown}
    >
      <ReactFlow<CardFlowNode, MeshFlowEdge>
        className="mesh-canvas"
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgeClick={(_, edge) => selectEdge(edge.id)}
        onPaneClick={onClear}
        onlyRenderVisibleElements
        disableKeyboardA11y
        nodesConnectable={false}
        nodesDraggable={mayWrite}
        nodeDragThreshold={4}
        minZoom={0.1}
        maxZoom={2}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-strong)" />
        <MiniMap<CardFlowNode>
          pannable
          zoomable
          ariaLabel={t('minimap')}
          style={{ width: 148, height: 92 }}
          nodeColor={(node) => KIND_COLOURS[node.data.card.kind] ?? 'var(--ink-3)'}
          nodeBorderRadius={12}
          className="max-md:hidden"
        />
        <ZoomControls flow={flow} />
      </ReactFlow>
    </section>
  );
}

function useFlowNodes(graph: Graph, positions: Positions): CardFlowNode[] {
  const before = useRef<CardFlowNode[]>([]);
  return useMemo(() => {
    before.current = flowNodes(graph, positions, before.current);
    return before.current;
  }, [graph, positions]);
}

/** Labels keep their places until cards have moved or a label gets or loses its room: figures alone do not move them. */
function useLabelPlaces(
  graph: Graph,
  settled: Positions,
  labels: readonly { id: string; text: string }[],
): Map<string, number> {
  const widths = new Map(labels.filter(({ text }) => text !== '').map(({ id, text }) => [id, labelWidth(text)]));
  const key = [...widths].map(([id, width]) => `${id} ${width}`).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: figures alone move no label; while a card is dragged its labels ride along
  return useMemo(() => labelPlaces(graph, settled, widths), [settled, key, graph.cards]);
}

/** Room for a label in px, in steps so that a digit more or less does not move it. */
function labelWidth(text: string): number {
  return Math.ceil((text.length * 6.3 + 13) / 12) * 12;
}
