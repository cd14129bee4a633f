import { lstatSync, rmSync } from 'node:fs';
import { connect } from 'node:net';

/**
 * Removes a Unix socket that a killed process left behind. One that somebody still listens on stays, and so does
 * anything that is no socket: then listening fails and says so.
 */
export async function removeStaleSocket(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isSocket() || (await isAnswered(path))) return;
  rmSync(path);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
