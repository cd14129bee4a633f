import { connect } from 'node:net';
import type { ControlPlaneAddress } from '@/lib/model';

const TIMEOUT_MS = 2000;

/** Whether somebody accepts connections there. Whether it is the right one, Envoy finds out. */
export function canReach(place: ControlPlaneAddress): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = 'socket' in place ? connect(place.socket) : connect(place.port, place.host);
  const answer = (reached: boolean) => {
    socket.destroy();
    resolve(reached);
  };
  socket.setTimeout(TIMEOUT_MS, () => answer(false));
  socket.once('connect', () => answer(true));
  socket.once('error', () => answer(false));
  return promise;
}
