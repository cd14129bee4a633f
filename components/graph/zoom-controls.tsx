'use client';

import { Panel, useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '../ui';
import { motion } from './use-viewport';

export function ZoomControls({ onFit }: { onFit: () => void }) {
  const t = useTranslations('graph.toolbar');
  const flow = useReactFlow();
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
      <IconButton icon={Maximize} label={t('fit')} size="sm" onClick={onFit} />
    </Panel>
  );
}
