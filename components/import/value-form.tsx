'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button, Field, Input } from '../ui';
import { readAnew } from './session';
import { type Ask, filesOf, oneForEachFile } from './todo-list';
import { useSaid } from './use-said';

export interface ValueFormProps {
  name: string;
  asks: readonly Ask[];
  /** Given before. */
  values: Readonly<Record<string, string>>;
  busy: boolean;
}

/** A field for each value that the files lack. What is filled in is read again; what stays empty is asked again. */
export function ValueForm({ name, asks, values, busy }: ValueFormProps) {
  const t = useTranslations('transfer.import.todo');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [split, setSplit] = useState<ReadonlySet<string>>(new Set());
  const given = Object.entries(typed).filter(([, value]) => value !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    readAnew(name, { values: { ...values, ...Object.fromEntries(given) } });
    setTyped({});
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div>
        <h3 className="font-semibold">{t('values')}</h3>
        <p className="text-ink-2 text-xs">{t('valuesHint')}</p>
      </div>
      {asks
        .flatMap((ask) => (split.has(ask.variable) ? oneForEachFile(ask) : [ask]))
        .map((ask) => (
          <div key={ask.variable} className="border-line-strong border-l-2 pl-2.5">
            <Field
              label={<span className="break-all font-mono text-ink text-xs">{ask.variable}</span>}
              hint={<Reason ask={ask} />}
            >
              {(control) => (
                <Input
                  {...control}
                  mono
                  className="max-w-md"
                  value={typed[ask.variable] ?? ''}
                  placeholder={ask.proposal === undefined ? undefined : t('proposal', { value: ask.proposal })}
                  onChange={(event) => setTyped({ ...typed, [ask.variable]: event.target.value })}
                />
              )}
            </Field>
            <Places places={ask.places} />
            {filesOf(ask).length > 1 && (
              <Button size="sm" variant="link" onClick={() => setSplit(new Set([...split, ask.variable]))}>
                {t('split')}
              </Button>
            )}
          </div>
        ))}
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={given.length === 0}>
          {t('again')}
        </Button>
      </div>
    </form>
  );
}

function Reason({ ask: { kind, reasons } }: { ask: Ask }) {
  const t = useTranslations('transfer.import.todo.kind');
  const said = useSaid();
  return (
    <>
      <span className="text-ink-2">{t(kind)}</span>
      <span className="block break-words">{reasons.map(said).join('; ')}</span>
    </>
  );
}

function Places({ places }: { places: Ask['places'] }) {
  const t = useTranslations('transfer.import.todo');
  const lines = places.flatMap(({ file, where }) =>
    where.split('; ').map((place) => t('where', { file, where: place })),
  );
  return (
    <details className="mt-0.5">
      <summary className="cursor-pointer text-ink-3 text-xs">{t('places', { count: lines.length })}</summary>
      <ul className="ml-4 list-disc break-words text-ink-2 text-xs">
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
