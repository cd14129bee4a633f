'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ClientError, keys, snapshotQuery } from '@/lib/client';
import { applyNow } from './apply-now';
import { draftEdits, draftName, type MeshEdit } from './draft-edits';

/** Applies an edit live, without a draft that stays open. What is cached of the mesh is fetched again, events or not. */
export function useApplyNow(mesh: string) {
  const client = useQueryClient();
  return useMutation<{ revision: number }, ClientError, { edit: MeshEdit; confirm: boolean }>({
    mutationFn: async ({ edit, confirm }) => {
      const live = await client.ensureQueryData(snapshotQuery(mesh));
      const edits = draftEdits(edit, live, { changes: [] });
      return applyNow({ mesh, edits, name: draftName(edit.title), confirm });
    },
    // What comes after the write sees the mesh as it is then, so the new snapshot is waited for.
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: keys.meshes });
      void client.invalidateQueries({ queryKey: keys.revisions(mesh) });
      void client.invalidateQueries({ queryKey: keys.draftList(mesh) });
      await client.invalidateQueries({ queryKey: keys.snapshot(mesh) });
    },
    onError: () => client.invalidateQueries({ queryKey: keys.snapshot(mesh) }),
  });
}
