'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { FileQuestion } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { meshesQuery, snapshotQuery } from '@/lib/client';
import type { MeshResource } from '@/lib/formats';
import { type ImportAnswer, refKey } from '@/lib/model';
import { Loaded } from '../layout';
import { EmptyState, ErrorState, Skeleton } from '../ui';
import { useErrorText } from '../words';
import { DraftCard } from './draft-card';
import { FilesCard } from './files-card';
import { FoundCard } from './found-card';
import { meshesOf, planImport } from './selection';
import type { ImportSession } from './session';
import { targetOf } from './target';
import { TodoCard } from './todo-card';
import { sortTodos } from './todo-list';
import { useTodoText } from './use-todo-text';

export interface ReadingProps {
  /** The mesh of the page; undefined where it is chosen. */
  page: string | undefined;
  session: ImportSession;
  query: UseQueryResult<ImportAnswer>;
}

/** The files on the right, and beside them what was read; a reading that failed leaves both as they were. */
export function Reading({ page, session, query }: ReadingProps) {
  const t = useTranslations('transfer.import');
  const errorText = useErrorText();
  const name = page ?? '';
  const { message, detail } = errorText(query.error);
  const hint = `${t('failedHint')} ${message}`;
  const files = <FilesCard name={name} session={session} answer={query.isPlaceholderData ? undefined : query.data} />;
  return (
    <div className="flex flex-col gap-4">
      {query.error && (
        <ErrorState title={t('failed')} message={hint} detail={detail} onRetry={() => void query.refetch()} />
      )}
      {query.data && !query.error ? (
        <Answer page={page} session={session} answer={query.data} busy={query.isFetching} files={files} />
      ) : (
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
          <div aria-busy={query.isFetching}>{query.isFetching && <Waiting label={t('reading')} />}</div>
          {files}
        </div>
      )}
    </div>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <div role="status" className="flex flex-col gap-2 rounded-lg border bg-card p-3.5">
      <span className="text-ink-2">{label}</span>
      {['a', 'b', 'c', 'd', 'e'].map((row) => (
        <Skeleton key={row} className="h-7" />
      ))}
    </div>
  );
}

interface AnswerProps extends Pick<ReadingProps, 'page' | 'session'> {
  answer: ImportAnswer;
  busy: boolean;
  files: React.ReactNode;
}

function Answer(props: AnswerProps) {
  const { page, session, answer } = props;
  const meshes = useQuery(meshesQuery());
  const sources = meshesOf(answer);
  const source = session.source !== undefined && sources.includes(session.source) ? session.source : (sources[0] ?? '');
  return (
    <Loaded query={meshes} skeleton={<Skeleton className="h-40" />}>
      {(known) => {
        const target = targetOf(page, session, source, known);
        const there = { ...props, meshes: known, sources, source, target };
        return target.isNew || target.mesh === '' ? (
          <Compared {...there} live={[]} />
        ) : (
          <AgainstLive key={target.mesh} {...there} />
        );
      }}
    </Loaded>
  );
}

type ThereProps = AnswerProps &
  Pick<React.ComponentProps<typeof DraftCard>, 'meshes' | 'sources' | 'source' | 'target'>;

function AgainstLive(props: ThereProps) {
  const query = useQuery(snapshotQuery(props.target.mesh));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
      {({ resources }) => <Compared {...props} live={resources} />}
    </Loaded>
  );
}

function Compared({
  page,
  session,
  answer,
  busy,
  files,
  live,
  ...there
}: ThereProps & { live: readonly MeshResource[] }) {
  const t = useTranslations('transfer.import.nothing');
  const { source, target } = there;
  const planned = useMemo(
    () => planImport(answer, { source, mesh: target.mesh, live }, session),
    [answer, source, target.mesh, live, session],
  );
  const todos = useMemo(() => {
    const known = new Set(live.map(refKey));
    return sortTodos(answer.todo, (ref) => known.has(refKey(ref)));
  }, [answer, live]);
  const comment = useTodoText(todos);
  const name = page ?? '';
  const read = answer.files.flatMap((file) => (file.format ? [file.name] : []));
  const isEmpty = planned.length === 0 && todos.twins.length === 0;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]" aria-busy={busy}>
      <div className="flex min-w-0 flex-col gap-4">
        {isEmpty && <EmptyState icon={FileQuestion} title={t('title')} hint={t('hint')} className="bg-card" />}
        <TodoCard name={name} session={session} todos={todos} busy={busy} />
        {planned.length > 0 && <FoundCard name={name} planned={planned} />}
      </div>
      <div className="flex min-w-0 flex-col gap-4 max-xl:order-first">
        {!isEmpty && (
          <DraftCard
            {...there}
            name={name}
            session={session}
            page={page}
            planned={planned}
            read={read}
            comment={comment}
            busy={busy}
          />
        )}
        {files}
      </div>
    </div>
  );
}
