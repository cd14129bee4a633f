'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { PANEL_MAX, PANEL_MIN } from './use-panel-width';

const STEP = 16;

/** The panel's left edge: drag it, or move it by arrow keys. */
export function PanelResizer({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const t = useTranslations('panel');
  const start = useRef<{ x: number; width: number }>(undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved, which no hr can
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('resize')}
      aria-valuemin={PANEL_MIN}
      aria-valuemax={PANEL_MAX}
      aria-valuenow={width}
      className="-left-1 absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/20 focus-visible:bg-accent/30 max-md:hidden"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => start.current && onWidth(start.current.width + start.current.x - event.clientX)}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onPointerCancel={() => {
        start.current = undefined;
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onWidth(width + STEP);
        if (event.key === 'ArrowRight') onWidth(width - STEP);
      }}
    />
  );
}
