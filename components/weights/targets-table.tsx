'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type EdgeTraffic, readWeight, toneOf } from '@/lib/graph';
import { cn, Input, MiddleCut, useFigures } from '../ui';
import { targetColour } from './target-colour';

/** One target of a route with everything that the table shows of it. */
export interface TargetLine {
  id: string;
  /** The virtual node's name, with its port where the route names one. */
  name: string;
  /** Enough to tell it from its neighbours. */
  short: string;
  weight: number;
  percent: number | undefined;
  /** Where a draft is shown: as it is live; weight undefined = not a target there. */
  was?: { weight: number | undefined; percent: number | undefined };
  observed: EdgeTraffic | undefined;
  /** Absent = not known. */
  endpoints: { healthy: number; total: number } | undefined;
}

export interface TargetsTableProps {
  lines: readonly TargetLine[];
  disabled: boolean;
  /** A person typed another weight and left the field. */
  onWeight: (index: number, weight: number) => void;
}

/** Weight, share and the last minute's figures of each target. */
export function TargetsTable({ lines, disabled, onWeight }: TargetsTableProps) {
  const t = useTranslations('weights.column');
  return (
    <table className="w-full border-collapse text-left">
      <thead>
        <tr className="text-ink-2 text-xs [&>th]:h-8 [&>th]:whitespace-nowrap [&>th]:border-b [&>th]:font-normal [&>th]:not-first:pl-2 [&>th]:not-first:text-right">
          <th scope="col">{t('target')}</th>
          <th scope="col">{t('weight')}</th>
          <th scope="col">{t('rate')}</th>
          <th scope="col">{t('success')}</th>
          <th scope="col">{t('latency')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <Line key={line.id} line={line} index={index} disabled={disabled} onWeight={onWeight} />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps extends Omit<TargetsTableProps, 'lines'> {
  line: TargetLine;
  index: number;
}

function Line({ line, index, disabled, onWeight }: LineProps) {
  const t = useTranslations('weights');
  const common = useTranslations('common');
  const figures = useFigures();
  const { observed, endpoints } = line;
  const unknown = (
    <span className="text-ink-3" title={common('notKnown')}>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{common('notKnown')}</span>
    </span>
  );
  const tone = toneOf(observed);
  return (
    <tr className="[&>td]:h-11 [&>td]:border-b [&>td]:pl-2 [&>td]:text-right [&>td]:tabular-nums">
      <th scope="row" className="w-[39%] max-w-0 border-b pr-1 text-left font-medium">
        <span className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className="size-2.5 shrink-0 rounded-xs"
            style={{ background: targetColour(index) }}
          />
          <span className="min-w-0">
            <MiddleCut text={line.name} />
            <span className="block truncate font-normal text-ink-2 text-xs">
              <span title={t('column.percent')}>
                <Share line={line} />
              </span>
              {endpoints && (
                <span className={cn(endpoints.healthy === 0 && 'text-bad-ink')}>
                  {' · '}
                  {endpoints.healthy === 0
                    ? t('noHealthy')
                    : t('healthy', {
                        healthy: figures.count(endpoints.healthy),
                        total: figures.count(endpoints.total),
                      })}
                </span>
              )}
            </span>
          </span>
        </span>
      </th>
      <td>
        <WeightField
          label={t('weightOf', { name: line.name })}
          weight={line.weight}
          disabled={disabled}
          onCommit={(weight) => onWeight(index, weight)}
        />
      </td>
      <td>{observed ? figures.rate(observed.requestsPerSecond) : unknown}</td>
      <td
        className={cn(
          tone === 'good' && 'text-good-ink',
          tone === 'attention' && 'text-attention-ink',
          tone === 'bad' && 'text-bad-ink',
        )}
      >
        {observed?.successRate === undefined ? unknown : figures.success(observed.successRate)}
      </td>
      <td className="whitespace-nowrap">
        {observed?.p50Ms === undefined || observed.p99Ms === undefined ? (
          unknown
        ) : (
          <Latency p50={figures.ms(observed.p50Ms)} p99={figures.ms(observed.p99Ms)} />
        )}
      </td>
    </tr>
  );
}

/** The share, with the live one before it where a draft changes it: "0% → 5%". */
function Share({ line: { percent, was } }: { line: TargetLine }) {
  const t = useTranslations('weights');
  const figures = useFigures();
  const text = (share: number | undefined) =>
    share === undefined ? '503' : figures.percent(Math.round(share * 10) / 10);
  if (!was || was.percent === percent) return text(percent);
  if (was.weight === undefined)
    return <strong className="font-semibold text-good-ink">{t('newTarget', { to: text(percent) })}</strong>;
  return (
    <strong className="font-semibold text-accent">{t('ghost', { from: text(was.percent), to: text(percent) })}</strong>
  );
}

function Latency({ p50, p99 }: { p50: string; p99: string }) {
  return (
    <>
      <span className="block text-ink-2">{p50}</span>
      <span className="block">{p99}</span>
    </>
  );
}

interface WeightFieldProps {
  label: string;
  weight: number;
  disabled: boolean;
  onCommit: (weight: number) => void;
}

/** A weight as a number; written on Enter or when the field is left, put back by Esc. */
function WeightField({ label, weight, disabled, onCommit }: WeightFieldProps) {
  const t = useTranslations('weights');
  const [text, setText] = useState(String(weight));
  useEffect(() => setText(String(weight)), [weight]);
  const value = readWeight(text.normalize('NFKC'));
  const commit = () => {
    if (value === undefined) setText(String(weight));
    else if (value !== weight) onCommit(value);
  };
  return (
    <Input
      aria-label={label}
      aria-invalid={value === undefined || undefined}
      title={value === undefined ? t('weightRange') : undefined}
      inputMode="numeric"
      value={text}
      disabled={disabled}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          // Else the rest of this key press would reach the question's button, which takes the focus.
          event.preventDefault();
          commit();
        }
        if (event.key !== 'Escape' || text === String(weight)) return;
        event.stopPropagation();
        setText(String(weight));
      }}
      className="inline-block w-13! px-1.5! text-right tabular-nums"
    />
  );
}
