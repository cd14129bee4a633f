import type { Metrics } from '@/lib/metrics';
import { meshKeyText, type ResourceRef } from '@/lib/model';
import type { Keeper } from './keeper';
import type { PushNews } from './push-loop';
import type { State } from './state';

/** What follows from a push besides the push: receipts, traffic, who was seen, news for the doors. */
export function pushNews(state: State, keeper: Keeper, metrics?: Metrics): PushNews {
  return {
    committed(event, step, receipt) {
      const { mesh, revision, changes, committedAt, writer } = event;
      state.receipts.of(mesh).open(receipt);
      if (step.after) {
        state.traffic.committed(mesh, changes, committedAt);
        keeper.changed(mesh);
      } else {
        state.proxies.forgetMesh(meshKeyText(mesh));
        state.traffic.forgetMesh(mesh);
      }
      const changed = changes.map(({ ref, before, after }) => ({ ref: bareRef(ref), op: opOf(before, after) }));
      state.notifier.tell({ type: 'revision', mesh, revision, at: committedAt, writer, changes: changed });
      state.notifier.receiptMoved(mesh, receipt);
    },
    receiptMoved(mesh, receipt) {
      state.notifier.receiptMoved(mesh, receipt);
      keeper.changed(mesh);
      const ms = metrics && receipt.closed ? receipt.toReceipt(0).ms : undefined;
      if (ms !== undefined) metrics?.deliverySeconds.observe(ms / 1000);
    },
    resourceDeleted(mesh, resource) {
      state.proxies.forgetResource(meshKeyText(mesh), resource);
      state.notifier.proxiesChanged(mesh);
    },
    endpointsChanged(snapshot) {
      state.notifier.tell({ type: 'endpoints', mesh: snapshot.key });
    },
  };
}

function bareRef({ kind, parent, name }: ResourceRef): ResourceRef {
  return { kind, ...(parent !== undefined && { parent }), name };
}

function opOf(before: unknown, after: unknown): 'added' | 'changed' | 'removed' {
  return before ? (after ? 'changed' : 'removed') : 'added';
}
