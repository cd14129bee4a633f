import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/** A write; what is listed under the key is read again after it, whether it succeeded or not. */
export function useWrite<I, O>(queryKey: QueryKey, write: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey }) });
}
