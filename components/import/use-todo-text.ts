import { useTranslations } from 'next-intl';
import type { SortedTodos } from './todo-list';
import { useSaid } from './use-said';

/** The longest comment that a draft takes, less room for the last line. */
const MOST = 3_800;

/** What is left to do as a text, for the draft's comments; empty when nothing is. */
export function useTodoText({ asks, twins, others }: SortedTodos): string {
  const t = useTranslations('transfer.import');
  const said = useSaid();
  const lines = [
    ...asks.map(({ variable, kind, proposal }) =>
      [
        variable,
        t(`todo.kind.${kind}`),
        ...(proposal === undefined ? [] : [t('todo.proposal', { value: proposal })]),
      ].join(' · '),
    ),
    ...twins.map(({ ref }) => `${ref.name} · ${t('todo.kind.conflict')}`),
    ...others.map((todo) => `${t('todo.where', todo)}: ${said(todo)}`),
  ];
  if (lines.length === 0) return '';
  let text = t('draft.comment');
  for (const [i, line] of lines.entries()) {
    if (text.length + line.length > MOST) return `${text}\n${t('draft.commentMore', { count: lines.length - i })}`;
    text += `\n- ${line}`;
  }
  return text;
}
