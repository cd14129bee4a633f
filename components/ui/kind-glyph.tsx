import type { Kind } from '@/lib/model';
import { cn } from './cn';

const COLOURS: Record<Kind, string> = {
  mesh: 'text-ink-2',
  virtualGateway: 'text-kind-gateway',
  gatewayRoute: 'text-kind-gateway',
  virtualService: 'text-kind-service',
  virtualRouter: 'text-kind-router',
  route: 'text-kind-router',
  virtualNode: 'text-kind-node',
};

/** The kind as a shape: gateway pentagon, service circle, router diamond, node square; their rows are arrows. */
export function KindGlyph({ kind, size = 20, className }: { kind: Kind; size?: number; className?: string }) {
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size }}
      className={cn('inline-flex shrink-0 items-center justify-center rounded bg-current/12', COLOURS[kind], className)}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 12 12"
        width={size * 0.6}
        height={size * 0.6}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      >
        <Shape kind={kind} />
      </svg>
    </span>
  );
}

function Shape({ kind }: { kind: Kind }) {
  switch (kind) {
    case 'mesh':
      return <path d="M6 1 11 6 6 11 1 6Z M3.5 3.5 8.5 8.5 M8.5 3.5 3.5 8.5" strokeWidth="1.3" />;
    case 'virtualGateway':
      return <path d="M6 1 11 4.8 9.1 10.6H2.9L1 4.8Z" fill="currentColor" stroke="none" />;
    case 'virtualService':
      return <circle cx="6" cy="6" r="3.6" />;
    case 'virtualRouter':
      return <path d="M6 1.4 10.6 6 6 10.6 1.4 6Z" />;
    case 'virtualNode':
      return <rect x="2" y="2" width="8" height="8" rx="1" />;
    default:
      return <path d="M1.5 6h8M6.5 3l3 3-3 3" strokeLinecap="round" />;
  }
}
