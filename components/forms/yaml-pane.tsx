'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { Violation } from '@/lib/model';
import { Skeleton } from '../ui';
import { useViolationText } from '../words';
import { useForm } from './form-context';
import type { DraftActions } from './form-state';
import { type BrokenYaml, unknownMembers } from './spec-yaml';

const YamlEditor = dynamic(() => import('./yaml-editor').then((m) => m.YamlEditor), {
  ssr: false,
  loading: () => <Skeleton className="h-56" />,
});

/** The spec as text, with all that is wrong below it. */
export function YamlPane({
  state,
  shape,
  violations,
}: {
  state: DraftActions;
  shape: string;
  violations: readonly Violation[];
}) {
  const t = useTranslations('forms');
  const text = useViolationText();
  const { disabled } = useForm();
  const { draft, setText } = state;
  return (
    <div className="flex flex-col gap-2">
      <p id="yaml-hint" className="text-ink-3 text-xs">
        {t('yaml.hint')}
      </p>
      <YamlEditor
        value={draft.text}
        onChange={setText}
        shape={shape}
        label={t('yaml.label')}
        describedBy="yaml-hint"
        disabled={disabled}
      />
      <ul className="text-xs">
        {draft.broken && (
          <li role="alert" className="text-bad-ink">
            <Broken broken={draft.broken} />
          </li>
        )}
        {violations.map((violation) => (
          <li key={violation.path + violation.code} className="text-bad-ink">
            <code className="font-mono">{violation.path}</code> {text(violation)}
          </li>
        ))}
        {unknownMembers(shape, draft.spec).map((path) => (
          <li key={path} className="text-attention-ink">
            {t('yaml.unknown', { path })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Broken({ broken: { line, message, reason } }: { broken: BrokenYaml }) {
  const t = useTranslations('forms.yaml');
  if (reason) return t(reason);
  return message ? t('broken', { line: String(line), message }) : t('notObject');
}
