import { KIND_INFO } from '../kind-info';
import { type Violation, violation } from '../validate/violation';

/**
 * Longest name where the API table sets no limit (virtualServiceName in its own operations). The table's shapes that
 * have a limit keep theirs. A longer name would not fit into the request line that asks for it.
 */
export const MAX_UNBOUNDED_NAME = 1024;

const NAME_MEMBERS = Object.values(KIND_INFO).map((info) => info.nameMember);

/**
 * Names that could not be asked for again are refused: App Mesh's own rule for `/` in mesh names (a mesh ARN passed by
 * mistake; appmesh-api.md section 2), names that URLs swallow, and control characters. Anything else is accepted.
 */
export function nameRules(input: Record<string, unknown>, out: Violation[]): void {
  for (const member of NAME_MEMBERS) {
    const name = input[member];
    if (typeof name !== 'string') continue;
    const problem = nameProblem(member, name);
    if (problem) out.push(violation('name-not-allowed', [member], problem, { name: name.slice(0, 64) }));
  }
}

/** What is wrong with the name of a resource of a kind; undefined when it will do. For forms. */
export function nameProblem(member: string, name: string): string | undefined {
  if (name === '' && member === 'virtualServiceName') return 'must have at least 1 character';
  if (member === 'virtualServiceName' && name.length > MAX_UNBOUNDED_NAME) {
    return `must have at most ${MAX_UNBOUNDED_NAME} characters, has ${name.length}`;
  }
  if (member === 'meshName' && name.includes('/')) return "must not contain '/': give the mesh's name, not its ARN";
  if (name === '.' || name === '..') return `must not be '${name}': URLs cannot carry it`;
  if (/\p{Cc}/u.test(name)) return 'must not contain control characters';
  return undefined;
}
