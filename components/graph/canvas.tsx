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
import { cardOf, type EdgeTraffic, type Graph, type Positions } from '@/lib/graph';
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
  const { selected, select, showTraffic } = useCanvas();
  const words = useEdgeWords(showTraffic);
  const nodes = useFlowNodes(graph, positions);
  const places = useLabelPlaces(graph, positions, layout.turn, showTraffic ? figures : undefined);
  const edges = useMemo(
    () => flowEdges({ graph, positions, places, figures, words }),
    [graph, positions, places, figures, words],
  );
  const frame = useRef<HTMLElement>(null);
  const flow = useReactFlow<CardFlowNode, MeshFlowEdge>();
  useViewport({ frame, graph, positions, reveal: selected && cardOf(graph, selected) });
  const onWalk = useFocusStops({ frame, graph, positions });

  const onNodesChange = (changes: NodeChange<CardFlowNode>[]) => {
    for (const change of changes) {
      if (change.type === 'position' && change.position) {
        layout.move(change.id, change.position, change.dragging === false);
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
        nodeDragThreshold={4}
        minZoom={0.1}
        maxZoom={2}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        proOptions={{ hideAttribution: true }}
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

/** Labels keep their places until cards have moved or other arrows have labels: figures alone do not move them. */
function useLabelPlaces(
  graph: Graph,
  positions: Positions,
  turn: number,
  figures: ReadonlyMap<string, EdgeTraffic> | undefined,
): Map<string, number> {
  const labelled = graph.edges.filter((edge) => edge.percent !== undefined || figures?.has(edge.id)).map((e) => e.id);
  const key = labelled.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: while a card is dragged its labels ride along
  return useMemo(() => labelPlaces(graph, positions, new Set(labelled)), [turn, key, graph.cards]);
}
