/** A steady trickle of traffic, so that the graph has something to show: each frontend calls each service. */
import http from 'node:http';
import { SERVICES } from './scenario';

/** Requests a second on each edge from a frontend to a service. */
const RATE = 2;

/** Starts the trickle; the answer stops it. Failed calls are the mesh's to show, not ours to repeat. */
export function startTrickle(frontendUrls: readonly string[]): () => void {
  const agent = new http.Agent({ keepAlive: true });
  const urls = frontendUrls.flatMap((url) => SERVICES.map(({ virtualService }) => `${url}/call/${virtualService}`));
  const timers = urls.map((url) => setInterval(() => request(url, agent), 1000 / RATE));
  return () => {
    for (const timer of timers) clearInterval(timer);
    agent.destroy();
  };
}

function request(url: string, agent: http.Agent): void {
  const call = http.get(url, { agent, timeout: 20_000 }, (response) => response.resume());
  call.on('timeout', () => call.destroy());
  call.on('error', () => call.destroy());
}
