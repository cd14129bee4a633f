'use client';

import { useTranslations } from 'next-intl';
import type { Kind } from '@/lib/model';
import { KindGlyph } from '../ui';

interface Box {
  kind: Kind;
  x: number;
  y: number;
}

const WIDTH = 152;
const HEIGHT = 64;
/** The picture's own units; it scales with the page. */
const VIEW = { width: 960, height: 250 };

const BOXES = {
  gateway: { kind: 'virtualGateway', x: 12, y: 24 },
  caller: { kind: 'virtualNode', x: 12, y: 152 },
  service: { kind: 'virtualService', x: 284, y: 88 },
  router: { kind: 'virtualRouter', x: 548, y: 88 },
  first: { kind: 'virtualNode', x: 796, y: 24 },
  second: { kind: 'virtualNode', x: 796, y: 152 },
} as const satisfies Record<string, Box>;

type BoxName = keyof typeof BOXES;

const ARROWS = [
  { from: 'gateway', to: 'service', label: 'gatewayRoute' },
  { from: 'caller', to: 'service', label: 'backend' },
  { from: 'service', to: 'router', label: 'provider' },
  { from: 'router', to: 'first', label: 'share90' },
  { from: 'router', to: 'second', label: 'share10' },
] as const satisfies readonly { from: BoxName; to: BoxName; label: string }[];

/** How a call goes through the model, from who calls to who answers. Says the same to a screen reader in one sentence. */
export function ModelPicture() {
  const t = useTranslations('help.picture');
  return (
    <svg
      viewBox={`0 0 ${VIEW.width} ${VIEW.height}`}
      role="img"
      aria-label={t('label')}
      className="h-auto w-full min-w-0"
    >
      <defs>
        <marker id="model-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0 8 4 0 8z" className="fill-ink-3" />
        </marker>
      </defs>
      {ARROWS.map(({ from, to, label }) => (
        <Arrow key={label} from={BOXES[from]} to={BOXES[to]} label={t(`arrow.${label}`)} />
      ))}
      {(Object.keys(BOXES) as BoxName[]).map((name) => (
        <Card key={name} box={BOXES[name]} name={name} />
      ))}
    </svg>
  );
}

function Arrow({ from, to, label }: { from: Box; to: Box; label: string }) {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x - 2, to.y + HEIGHT / 2];
  const middle = (x1 + x2) / 2;
  return (
    <g>
      <path
        d={`M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
        markerEnd="url(#model-arrow)"
        className="fill-none stroke-ink-3"
        strokeWidth={1.5}
      />
      <text
        x={middle}
        y={(y1 + y2) / 2 - (y1 === y2 ? 8 : 14)}
        textAnchor="middle"
        className="fill-ink-2 stroke-4 stroke-card text-[13px]"
        paintOrder="stroke"
      >
        {label}
      </text>
    </g>
  );
}

function Card({ box: { kind, x, y }, name }: { box: Box; name: BoxName }) {
  const t = useTranslations();
  return (
    <g>
      <rect x={x} y={y} width={WIDTH} height={HEIGHT} rx={8} className="fill-canvas stroke-line-strong" />
      <foreignObject x={x + 12} y={y + 12} width={20} height={20}>
        <KindGlyph kind={kind} size={18} />
      </foreignObject>
      <text x={x + 40} y={y + 26} className="fill-ink font-semibold text-[13px]">
        {t(`kinds.one.${kind}`)}
      </text>
      <text x={x + 12} y={y + 50} className="fill-ink-2 text-[12px]">
        {t(`help.picture.box.${name}`)}
      </text>
    </g>
  );
}
