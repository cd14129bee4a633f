import type { ApiProblem } from '@/lib/model';
import { useCodeWords } from './code-words';

/** The sentence of a problem, in the reader's language. */
export function useProblemText(): (problem: ApiProblem) => string {
  const t = useCodeWords('problems');
  return (problem) => t(problem.code, { name: problem.resource.name, ...problem.params });
}
