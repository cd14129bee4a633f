/** Real requests through a proxy's egress listener. */
import { Agent, request } from 'node:http';
import { SERVICE } from './scenario';

export interface Answer {
  /** 0 when the connection failed. */
  status: number;
  body: string;
}

/** One request for a virtual service, by its Host header. */
export function callService(egress: number, options: { service?: string; agent?: Agent } = {}): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = { host: options.service ?? SERVICE };
    const outgoing = request(
      { host: '127.0.0.1', port: egress, path: '/', headers, ...(options.agent && { agent: options.agent }) },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text) => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        response.on('error', () => resolve({ status: 0, body }));
      },
    );
    outgoing.on('error', (error) => resolve({ status: 0, body: error.message }));
    outgoing.end();
  });
}

/** So many requests one after the other: how often each answer came. Answers other than 200 count by status and text. */
export async function countAnswers(egress: number, requests: number): Promise<Record<string, number>> {
  const agent = new Agent({ keepAlive: true });
  const counted: Record<string, number> = {};
  for (let i = 0; i < requests; i++) {
    const { status, body } = await callService(egress, { agent });
    const key = status === 200 ? body : `${status} ${body}`;
    counted[key] = (counted[key] ?? 0) + 1;
  }
  agent.destroy();
  return counted;
}
