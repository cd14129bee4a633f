import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { type AppMeshCall, appMeshCall, type ClientError, keys, type WriteResult } from '@/lib/client';

export interface Write {
  mesh: string;
  call: AppMeshCall;
  /** Said when it worked. */
  done: string;
}

/** A write through the App Mesh API. What is cached of the mesh is fetched again, events or not. */
export function useWrite() {
  const client = useQueryClient();
  return useMutation<WriteResult, ClientError, Write>({
    mutationFn: ({ call }) => appMeshCall(call),
    // What comes after the write sees the mesh as it is then, so the new snapshot is waited for.
    onSuccess: async (_, { mesh, done }) => {
      toast.success(done);
      void client.invalidateQueries({ queryKey: keys.meshes });
      void client.invalidateQueries({ queryKey: keys.revisions(mesh) });
      await client.invalidateQueries({ queryKey: keys.snapshot(mesh) });
    },
  });
}
