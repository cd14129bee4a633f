'use client';

import { Panel, type ReactFlowInstance } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '../ui';
import type { CardFlowNode, MeshFlowEdge } from './flow-elements';
import { motion } from './use-viewport';

export function ZoomControls({ flow }: { flow: ReactFlowInstance<CardFlowNode, MeshFlowEdge> }) {
  const t = useTranslations('graph.toolbar');
  return (
    <Panel
      position="bottom-left"
      className="m-3! flex flex-col rounded-md border border-line-strong bg-card shadow-card"
    >
      <IconButton icon={Plus} label={t('zoomIn')} size="sm" onClick={() => void flow.zoomIn({ duration: motion() })} />
      <IconButton
        icon={Minus}
        label={t('zoomOut')}
        size="sm"
        onClick={() => void flow.zoomOut({ duration: motion() })}
      />
      <IconButton
        icon={Maximize}
        label={t('fit')}
        size="sm"
        onClick={() => void flow.fitView({ duration: motion(), padding: 0.1, maxZoom: 1 })}
      />
    </Panel>
  );
}
