'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Popover as Radix } from 'radix-ui';
import { type ComponentProps, useState } from 'react';
import { type ApiProblem, type ResourceRef, refKey, type Severity } from '@/lib/model';
import { Button, cn, KindGlyph, StateMark } from '../ui';
import { useProblemText } from '../words';

const MARK: Record<Severity, 'bad' | 'attention' | 'off'> = { error: 'bad', warning: 'attention', info: 'off' };
const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

export interface ProblemMenuProps {
  /** Undefined = not known yet. */
  problems: readonly ApiProblem[] | undefined;
  onSelect: (ref: ResourceRef) => void;
}

/** Errors and warnings count as problems; what only explains is a note. */
function ProblemButton({ problems, ...rest }: { problems: readonly ApiProblem[] } & ComponentProps<'button'>) {
  const t = useTranslations('graph.toolbar');
  const serious = problems.filter((problem) => problem.severity !== 'info').length;
  const notes = problems.length - serious;
  return (
    <Button {...rest} className={cn('shadow-card', serious > 0 && 'text-attention-ink')}>
      {serious > 0 && <TriangleAlert aria-hidden="true" size={14} />}
      {serious > 0
        ? t('problems', { count: String(serious) })
        : notes > 0
          ? t('notes', { count: String(notes) })
          : t('noProblems')}
    </Button>
  );
}

/** Every problem of the mesh, errors first; choosing one selects what it is about. */
export function ProblemMenu({ problems, onSelect }: ProblemMenuProps) {
  const t = useTranslations('graph.toolbar');
  const severity = useTranslations('common.severity');
  const text = useProblemText();
  const [open, setOpen] = useState(false);
  if (!problems) {
    return (
      <Button disabled className="shadow-card">
        {t('problemsUnknown')}
      </Button>
    );
  }
  const sorted = ORDER.flatMap((one) => problems.filter((problem) => problem.severity === one));
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <ProblemButton problems={problems} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('problemsTitle')}
          className="z-50 max-h-[60vh] w-[min(460px,calc(100vw-32px))] overflow-y-auto rounded-md border border-line-strong bg-card p-1 shadow-lifted"
        >
          {sorted.length === 0 && <p className="px-3 py-2 text-ink-2">{t('noProblems')}</p>}
          <ul>
            {sorted.map((problem) => (
              <li key={`${problem.code} ${refKey(problem.resource)} ${problem.path} ${JSON.stringify(problem.params)}`}>
                <button
                  type="button"
                  onClick={() => {
                    setOpen(false);
                    onSelect(problem.resource);
                  }}
                  className="flex w-full gap-2.5 rounded px-2.5 py-2 text-left hover:bg-accent-tint"
                >
                  <StateMark state={MARK[problem.severity]} className="mt-1.5" />
                  <span className="min-w-0">
                    <span className="block">
                      <span className="sr-only">{severity(problem.severity)}: </span>
                      {text(problem)}
                    </span>
                    <span className="mt-0.5 flex items-center gap-1.5 text-ink-3 text-xs">
                      <KindGlyph kind={problem.resource.kind} size={16} />
                      <span className="truncate">{problem.resource.name}</span>
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
