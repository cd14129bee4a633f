'use client';

import type { Violation } from '@/lib/model';
import { useViolationText } from '../words';

/** What is wrong with a part, below its heading. */
export function ViolationList({ violations }: { violations: readonly Violation[] }) {
  const text = useViolationText();
  if (violations.length === 0) return null;
  return (
    <ul role="alert" className="text-bad-ink text-xs">
      {violations.map((violation) => (
        <li key={violation.code}>{text(violation)}</li>
      ))}
    </ul>
  );
}
