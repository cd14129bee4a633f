'use client';

import { Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ApiProblem, type Fix, fixesOf } from '@/lib/model';
import { Button } from '../ui';
import { useCodeWords } from '../words';
import { useMeshEdit } from './mesh-edit';
import { useMeshView } from './use-mesh-view';

export interface ProblemFixesProps {
  mesh: string;
  problem: ApiProblem;
}

/** The ways to mend a problem, each a button that puts its edit into a draft. Nothing where no edit is sure. */
export function ProblemFixes({ mesh, problem }: ProblemFixesProps) {
  const t = useTranslations('fixes');
  const text = useCodeWords('fixes.code');
  const { snapshot } = useMeshView(mesh);
  const { write, mayWrite } = useMeshEdit();
  const [busy, setBusy] = useState<string>();
  const fixes = snapshot && mayWrite ? fixesOf(problem, snapshot.resources) : [];
  if (fixes.length === 0) return null;
  const mend = async (wanted: Fix) => {
    const title = text(wanted.code, wanted.params);
    setBusy(keyOf(wanted));
    await write((now) => {
      const fix = fixesOf(problem, now.resources).find((one) => keyOf(one) === keyOf(wanted));
      return fix && { puts: fix.puts, title };
    });
    setBusy(undefined);
  };
  return (
    <ul aria-label={t('label')} className="mt-1.5 flex flex-wrap gap-1.5">
      {fixes.map((fix) => (
        <li key={keyOf(fix)}>
          <Button
            size="sm"
            busy={busy === keyOf(fix)}
            disabled={busy !== undefined}
            className="h-auto! min-h-7 whitespace-normal! break-words py-0.5 text-left"
            onClick={() => void mend(fix)}
          >
            <Wrench aria-hidden="true" size={12} className="shrink-0" />
            {text(fix.code, fix.params)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

const keyOf = ({ code, params }: Fix) => `${code} ${JSON.stringify(params)}`;
