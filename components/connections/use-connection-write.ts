import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/client';

/** A write to the connections; the list is read again after it. */
export function useConnectionWrite<I, O>(write: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSettled: () => client.invalidateQueries({ queryKey: keys.connections }),
  });
}
