import type { Finding, Todo } from '../types';

/** Most places that one to-do lists. */
const MOST_PLACES = 50;

/** One to-do for each variable of a file, with every place that uses it; other findings stay as they are. */
export function grouped(findings: readonly Finding[]): Todo[] {
  const key = (finding: Finding) => JSON.stringify([finding.file, finding.variable, finding.message]);
  return [...Map.groupBy(findings, (f) => (f.variable === undefined ? Symbol() : key(f))).values()].map(asOne);
}

function asOne(same: readonly Finding[]): Todo {
  const [first] = same;
  if (!first) throw new Error('a group of findings has at least one');
  if (first.variable === undefined) return first;
  const places = [...new Set(same.map((finding) => finding.where))];
  const more = places.length > MOST_PLACES ? `; and ${places.length - MOST_PLACES} more places` : '';
  const taken =
    first.proposal === undefined
      ? `it stands as \${${first.variable}} until --set '${first.variable}=…' gives a value`
      : `${JSON.stringify(first.proposal)} is taken until --set '${first.variable}=…' gives another`;
  return {
    ...first,
    where: places.slice(0, MOST_PLACES).join('; ') + more,
    reason: first.message,
    message: `${first.variable} has no value in these files (${first.message}); ${taken}`,
  };
}
