'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, IconButton, NumberField } from '../ui';
import { useFieldWords, useViolationText } from '../words';
import { useField, useForm } from './form-context';
import { MissingHint, NameInput } from './reference-field';
import { useFieldFrame } from './scalar-fields';
import { Frame } from './sections';
import type { MemberProps } from './types';
import { ViolationList } from './violation-list';

interface Target {
  virtualNode?: string;
  weight?: number;
  port?: number;
}

/** Targets and their weights; percent is computed, since weights are relative. */
export function TargetsField(props: MemberProps) {
  const t = useTranslations('forms');
  const words = useFieldWords();
  const frame = useFieldFrame(props);
  const { value, set, disabled, violations } = useField<Target[]>(props.path, props.keep);
  const targets = Array.isArray(value) ? value : [];
  const sum = targets.reduce((total, target) => total + (target.weight ?? 0), 0);
  const put = (i: number, change: Target) =>
    set(targets.map((target, j) => (i === j ? { ...target, ...change } : target)));
  return (
    <Frame at={frame.at} legend={frame.label} hint={words.hint('WeightedTargets', 'weight')}>
      {targets.map((target, i) => (
        <TargetRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the same node may stand in two lines while one is being typed
          key={i}
          at={`${props.path.join('.')}[${i}]`}
          target={target}
          percent={sum > 0 ? ((target.weight ?? 0) / sum) * 100 : undefined}
          onChange={(change) => put(i, change)}
          onRemove={() => set(targets.toSpliced(i, 1))}
        />
      ))}
      {targets.length > 0 && sum === 0 && <p className="text-attention-ink text-xs">{t('allZero')}</p>}
      <ViolationList violations={violations} />
      <Button
        size="sm"
        className="self-start"
        disabled={disabled}
        onClick={() => set([...targets, { weight: targets.length ? 0 : 100 }])}
      >
        <Plus aria-hidden="true" size={14} />
        {t('addTo.weightedTargets')}
      </Button>
    </Frame>
  );
}

interface TargetRowProps {
  at: string;
  target: Target;
  percent: number | undefined;
  onChange: (change: Target) => void;
  onRemove: () => void;
}

function TargetRow({ at, target, percent, onChange, onRemove }: TargetRowProps) {
  const t = useTranslations('forms');
  const words = useFieldWords();
  const text = useViolationText();
  const { disabled, violationsAt } = useForm();
  const errors = ['', '.virtualNode', '.weight', '.port'].flatMap((member) => violationsAt(at + member));
  const ports = usePorts(target.virtualNode);
  return (
    <div data-path={at} tabIndex={-1}>
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="min-w-32 flex-1">
          <NameInput
            kind="virtualNode"
            aria-label={words.label('WeightedTarget', 'virtualNode')}
            value={target.virtualNode ?? ''}
            disabled={disabled}
            onChange={(name) => onChange({ virtualNode: name || undefined })}
          />
        </span>
        <NumberField
          aria-label={words.label('WeightedTarget', 'weight')}
          className="w-16"
          value={target.weight}
          disabled={disabled}
          onChange={(weight) => onChange({ weight })}
        />
        <span role="img" aria-label={t('percent')} className="w-14 text-right text-ink-2 text-xs">
          {percent === undefined ? '–' : `${percent.toFixed(percent % 1 ? 1 : 0)} %`}
        </span>
        {(ports > 1 || target.port !== undefined) && (
          <NumberField
            aria-label={words.label('WeightedTarget', 'port')}
            placeholder={words.label('WeightedTarget', 'port')}
            className="w-24"
            value={target.port}
            disabled={disabled}
            onChange={(port) => onChange({ port })}
          />
        )}
        <IconButton
          icon={X}
          size="sm"
          label={t('remove', { label: target.virtualNode ?? '' })}
          disabled={disabled}
          onClick={onRemove}
        />
      </div>
      <p className="text-ink-3 text-xs">
        <MissingHint kind="virtualNode" name={target.virtualNode} />
      </p>
      {errors[0] && <p className="text-bad-ink text-xs">{text(errors[0])}</p>}
    </div>
  );
}

/** How many listeners a node has: with several, a target must say which port it means. */
function usePorts(node: string | undefined): number {
  const { snapshot } = useForm();
  const listeners = snapshot?.resources.find((r) => r.kind === 'virtualNode' && r.name === node)?.spec.listeners;
  return Array.isArray(listeners) ? listeners.length : 0;
}
