import { queryOptions } from '@tanstack/react-query';
import { type BootstrapAnswer, type BootstrapRequest, bootstrapAnswerSchema } from '@/lib/model';
import { postJson } from './fetch';
import { paths } from './paths';
import { keys } from './queries';

/** What starts a proxy: asked again when the mesh or the request changes. Rejects with ClientError. */
export const bootstrapQuery = (mesh: string, request: BootstrapRequest) =>
  queryOptions<BootstrapAnswer>({
    queryKey: [...keys.mesh(mesh), 'bootstrap', request],
    queryFn: () => postJson(paths.api.bootstrap(mesh), request, bootstrapAnswerSchema),
  });
