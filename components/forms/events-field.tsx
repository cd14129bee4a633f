'use client';

import { shapeOf } from '@/lib/model';
import { Checkbox } from '../ui';
import { useFieldWords } from '../words';
import { useField } from './form-context';
import { useFieldFrame } from './scalar-fields';
import type { MemberProps } from './types';
import { ViolationList } from './violation-list';

/** What the API's help names; the model leaves HTTP events open. */
const HTTP_EVENTS = ['server-error', 'gateway-error', 'client-error', 'stream-error'];

/** A set of events, one box for each; others that the spec already holds stay choosable. */
export function EventsField(props: MemberProps & { own: string }) {
  const frame = useFieldFrame(props);
  const words = useFieldWords();
  const { value, set, disabled, violations } = useField<string[]>(props.path, props.keep);
  const chosen = Array.isArray(value) ? value : [];
  const known = shapeOf(shapeOf(props.own).member ?? '').enum ?? HTTP_EVENTS;
  const offered = [...known, ...chosen.filter((event) => !known.includes(event))];
  const toggle = (event: string, on: boolean) => {
    const next = offered.filter((other) => (other === event ? on : chosen.includes(other)));
    set(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-ink-2 text-sm">{frame.label}</legend>
      {offered.map((event) => (
        <Checkbox
          key={event}
          checked={chosen.includes(event)}
          disabled={disabled}
          onChange={(on) => toggle(event, on)}
          label={
            <>
              <code className="font-mono text-xs">{event}</code>{' '}
              <span className="text-ink-2">{words.value(event)}</span>
            </>
          }
        />
      ))}
      <ViolationList violations={violations} />
    </fieldset>
  );
}
