import { queryOptions } from '@tanstack/react-query';
import { type ImportRequest, importAnswerSchema } from '@/lib/model';
import { sendJson } from './fetch';
import { paths } from './paths';

/**
 * What files hold. `version` names what is asked, since the files themselves are too long for a key: whoever changes
 * them or a value counts it up. A reading that nobody waits for any more is ended.
 */
export const importQuery = (version: number, request: ImportRequest) =>
  queryOptions({
    queryKey: ['import', version] as const,
    queryFn: ({ signal }) => sendJson('POST', paths.api.import(), request, importAnswerSchema, signal),
    enabled: request.files.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
