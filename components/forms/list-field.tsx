'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { shapeOf } from '@/lib/model';
import { Button, IconButton, Input, NumberField } from '../ui';
import { useFieldWords, useViolationText } from '../words';
import { useField, useForm } from './form-context';
import { initialOf } from './initial';
import { layoutOf } from './layout';
import { useFieldFrame } from './scalar-fields';
import { Frame, Members } from './sections';
import { getAt, type SpecPath } from './spec-tree';
import type { MemberProps } from './types';
import { ViolationList } from './violation-list';

type ListProps = MemberProps & { own: string };

const ADD_WORDS = ['listeners', 'backends', 'headers', 'queryParameters', 'metadata', 'attributes'] as const;

const ITEM_WORDS = ['listeners', 'backends', 'headers', 'queryParameters', 'metadata'] as const;

/** A list: its elements, each with a way to take it out, and a button that adds one. */
export function ListField({ own, ...props }: ListProps) {
  const t = useTranslations('forms');
  const frame = useFieldFrame(props);
  const { value, set, disabled, violations } = useField<unknown[]>(props.path, props.keep);
  const items = Array.isArray(value) ? value : [];
  const element = shapeOf(own).member ?? '';
  const put = (next: unknown[]) => set(next.length === 0 && !props.required ? undefined : next);
  const word = ADD_WORDS.find((name) => name === props.member) ?? 'other';
  return (
    <Frame at={frame.at} legend={frame.label} hint={frame.hint}>
      {items.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have no name of their own; the path is their identity
        <Item key={i} {...props} element={element} index={i} onRemove={() => put(items.toSpliced(i, 1))} />
      ))}
      <ViolationList violations={violations} />
      <Button
        size="sm"
        disabled={disabled}
        className="self-start"
        onClick={() => put([...items, newElement(element, items)])}
      >
        <Plus aria-hidden="true" size={14} />
        {t(`addTo.${word}`)}
      </Button>
    </Frame>
  );
}

/** A second listener keeps the protocol, but needs a port of its own. */
function newElement(element: string, items: readonly unknown[]): unknown {
  const initial = initialOf(element);
  const isSecondListener = items.length > 0 && getAt(initial, ['portMapping', 'port']) !== undefined;
  return isSecondListener
    ? { portMapping: { protocol: getAt(items.at(-1), ['portMapping', 'protocol']) ?? 'http' } }
    : initial;
}

interface ItemProps extends MemberProps {
  element: string;
  index: number;
  onRemove: () => void;
}

function Item({ element, index, onRemove, ...props }: ItemProps) {
  const words = useFieldWords();
  const t = useTranslations('forms');
  const { disabled, violationsAt } = useForm();
  const path = [...props.path, index];
  const n = String(index + 1);
  const word = ITEM_WORDS.find((name) => name === props.member);
  const label = word ? t(`item.${word}`, { n }) : t('item.other', { label: words.label(props.shape, props.member), n });
  const remove = (
    <IconButton icon={X} size="sm" label={t('remove', { label })} disabled={disabled} onClick={onRemove} />
  );
  if (shapeOf(element).type !== 'structure') {
    return <ScalarItem element={element} path={path} label={label} remove={remove} />;
  }
  const isRow = layoutOf(element).row || layoutOf(element).transparent;
  return (
    <div className={isRow ? 'flex items-start gap-1.5' : 'rounded-md border p-3'}>
      {!isRow && (
        <div className="mb-1 flex items-center justify-between">
          <span className="text-ink-2 text-xs">{label}</span>
          {remove}
        </div>
      )}
      <div className="min-w-0 flex-1">
        <Members shape={element} path={path} keep={path.length} required />
        <ViolationList violations={violationsAt(pathOf(path))} />
      </div>
      {isRow && <span className="pt-6">{remove}</span>}
    </div>
  );
}

function pathOf(path: SpecPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);
}

function ScalarItem({
  element,
  path,
  label,
  remove,
}: {
  element: string;
  path: SpecPath;
  label: string;
  remove: ReactNode;
}) {
  const text = useViolationText();
  const { value, violations, disabled } = useField<string | number>(path, path.length);
  const { change } = useForm();
  const put = (next: string | number) => change(path, next, path.length);
  const invalid = violations.length > 0 ? true : undefined;
  return (
    <div>
      <div className="flex items-center gap-1.5">
        {shapeOf(element).type === 'string' ? (
          <Input
            mono
            aria-label={label}
            aria-invalid={invalid}
            disabled={disabled}
            value={String(value ?? '')}
            onChange={(e) => put(e.target.value)}
          />
        ) : (
          <NumberField
            className="flex-1"
            aria-label={label}
            aria-invalid={invalid}
            disabled={disabled}
            value={typeof value === 'number' ? value : undefined}
            onChange={(next) => put(next ?? '')}
          />
        )}
        {remove}
      </div>
      {violations[0] && <p className="text-bad-ink text-xs">{text(violations[0])}</p>}
    </div>
  );
}
