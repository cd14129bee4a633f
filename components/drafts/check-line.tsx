import type { ReactNode } from 'react';
import { Badge, StateMark } from '../ui';

export interface LineProps {
  mark: 'good' | 'bad' | 'attention' | 'off' | 'waiting';
  badge?: string;
  tone?: 'good' | 'bad' | 'attention' | 'neutral';
  children: ReactNode;
}

/** One check with its mark. */
export function Line({ mark, badge, tone = 'bad', children }: LineProps) {
  return (
    <li className="flex gap-2.5">
      <StateMark state={mark} className="mt-1.5" />
      <div className="min-w-0 flex-1 break-words">
        {badge && (
          <Badge tone={tone} className="mr-1.5">
            {badge}
          </Badge>
        )}
        {children}
      </div>
    </li>
  );
}
