import { z } from 'zod';
import {
  type ConnectionInput,
  type ConnectionTest,
  type ConnectionView,
  connectionTestSchema,
  connectionViewSchema,
} from '@/lib/model';
import { postJson, sendJson } from './fetch';
import { paths } from './paths';

/** Makes a connection to AWS Cloud Map. All of these reject with ClientError. */
export function createConnection(input: ConnectionInput): Promise<ConnectionView> {
  return postJson(paths.api.connections(), input, connectionViewSchema);
}

export function replaceConnection(id: string, input: ConnectionInput): Promise<ConnectionView> {
  return sendJson('PUT', paths.api.connection(id), input, connectionViewSchema);
}

export async function deleteConnection(id: string): Promise<void> {
  await sendJson('DELETE', paths.api.connection(id), undefined, z.undefined());
}

/** Asks AWS, and changes nothing. That AWS refuses is an answer, not an error. */
export function testConnection(input: ConnectionInput): Promise<ConnectionTest> {
  return postJson(paths.api.connection('test'), input, connectionTestSchema);
}
