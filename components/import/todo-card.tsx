'use client';

import { useTranslations } from 'next-intl';
import { kindOf } from '@/lib/formats';
import type { ImportAnswer } from '@/lib/model';
import { Card } from '../drafts';
import { printYaml } from '../forms';
import { Badge } from '../ui';
import type { ImportSession } from './session';
import type { SortedTodos } from './todo-list';
import { TwinChoices } from './twin-choices';
import { useSaid } from './use-said';
import { ValueForm } from './value-form';

export interface TodoCardProps {
  name: string;
  session: ImportSession;
  todos: SortedTodos;
  busy: boolean;
}

/** What the files leave open: values to fill in, definitions to choose from, things to look at. */
export function TodoCard({ name, session, todos, busy }: TodoCardProps) {
  const t = useTranslations('transfer.import.todo');
  const { asks, twins, others, notes } = todos;
  const count = asks.length + twins.length + others.length;
  return (
    <Card title={t('title')} note={count > 0 && <Badge tone="attention">{t('count', { count })}</Badge>}>
      {count === 0 && <p className="text-ink-2">{t('none')}</p>}
      {asks.length > 0 && <ValueForm name={name} asks={asks} values={session.values} busy={busy} />}
      {twins.length > 0 && <TwinChoices name={name} twins={twins} chosen={session.twins} />}
      {others.length > 0 && (
        <section>
          <h3 className="mb-1.5 font-semibold">{t('others')}</h3>
          <Entries todo={others} />
        </section>
      )}
      {notes.length > 0 && (
        <details>
          <summary className="cursor-pointer text-ink-2">{t('notes', { count: notes.length })}</summary>
          <div className="mt-2">
            <Entries todo={notes} />
          </div>
        </details>
      )}
    </Card>
  );
}

type Todo = ImportAnswer['todo'][number];

function Entries({ todo }: { todo: readonly Todo[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {todo.map((entry) => (
        <Entry key={JSON.stringify([entry.file, entry.where, entry.message])} entry={entry} />
      ))}
    </ul>
  );
}

/** What it is, where it stands, and what the reader says of it. */
function Entry({ entry: { kind, file, where, message, said, resource, needs } }: { entry: Todo }) {
  const words = useSaid();
  const t = useTranslations('transfer.import.todo');
  const kinds = useTranslations('kinds.inText');
  return (
    <li className="border-line-strong border-l-2 pl-2.5">
      <p className="font-semibold">{t(`kind.${kind}`)}</p>
      {needs && <p>{t('dangling', { kind: kinds(kindOf(needs.type)), name: needs.name })}</p>}
      <p className="break-words text-ink-2 text-xs">{t('where', { file, where })}</p>
      {!needs && <p className="break-words text-ink-2 text-xs">{words({ message, ...(said && { said }) })}</p>}
      {resource && (
        <details className="mt-1">
          <summary className="cursor-pointer text-ink-2 text-xs">{t('held')}</summary>
          <pre className="mt-1 max-h-60 overflow-auto rounded-md border bg-canvas px-3 py-2 font-mono text-xs">
            {printYaml(resource.params)}
          </pre>
        </details>
      )}
    </li>
  );
}
