import ELK from 'elkjs/lib/elk-api';
import type { LayoutEngine } from '@/lib/graph';

/** elk in a worker of its own, so that laying out a large mesh does not stop the page. */
export function createLayoutEngine(): LayoutEngine & { close: () => void } {
  const elk = new ELK({
    workerFactory: () => new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' }),
  });
  return { layout: (graph) => elk.layout(graph), close: () => elk.terminateWorker() };
}
