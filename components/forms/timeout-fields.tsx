'use client';

import { shapeOf } from '@/lib/model';
import { useField, useForm } from './form-context';
import { protocolAround } from './protocol';
import { Members } from './sections';
import type { MemberProps } from './types';
import { ViolationList } from './violation-list';

/**
 * A listener's timeouts. The API wants them under the listener's protocol; a person sees the fields of that protocol,
 * with App Mesh's defaults greyed in them, and what is emptied is taken out again.
 */
export function TimeoutFields({ path, keep }: MemberProps) {
  const { spec } = useForm();
  const { value, violations } = useField<Record<string, unknown>>(path, keep);
  const members = shapeOf('ListenerTimeout').members ?? {};
  const held = Object.keys(members).find((name) => value?.[name] !== undefined);
  const protocol = held ?? protocolAround(spec, path) ?? 'http';
  const shape = members[protocol]?.shape;
  if (!shape) return null;
  return (
    <>
      <Members shape={shape} path={[...path, protocol]} keep={keep} required={false} />
      <ViolationList violations={violations} />
    </>
  );
}
