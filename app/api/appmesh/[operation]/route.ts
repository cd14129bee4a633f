import { callAppMesh, isAppMeshOperation } from '@/lib/aws';
import { answer, refuse } from '../../../_server/answer';

interface Context {
  params: Promise<{ operation: string }>;
}

/** One operation of the App Mesh API: JSON input in, `{output, revision}` out. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { operation } = await params;
  if (!isAppMeshOperation(operation)) return refuse(404, 'not-found', `${operation} is no App Mesh operation`);
  return answer(request, async (endpoint) =>
    Response.json(await callAppMesh(endpoint, operation, await request.json())),
  );
}
