import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { importQuery } from '@/lib/client';
import type { ImportRequest } from '@/lib/model';
import { useImportSession } from './session';

/**
 * The files of a session and what was read in them; while they are read anew, what was read before stays on screen.
 * Where a file leaves the mesh's name out, it is that of the mesh that one is in.
 */
export function useImport(key: string) {
  const session = useImportSession(key);
  const { version, files, values } = session;
  const request = useMemo<ImportRequest>(
    () => ({
      files: files.map(({ name, text, format }) => ({ name, text, ...(format && { format }) })),
      values: { ...(key !== '' && { meshName: key }), ...values },
    }),
    [files, values, key],
  );
  const query = useQuery({ ...importQuery(version, request), placeholderData: keepPreviousData });
  return { session, query };
}
