import { mayLeave, type OutlineLine } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';
import type { GraphEdits } from '../edit/graph-edits';

/** What can be done with a line; what cannot is absent. */
export interface LineActions {
  /** Draws a line from it. */
  connect?: () => void;
  edit?: () => void;
  /** Leads an arrow elsewhere. */
  move?: () => void;
  /** Lets an arrow leave from elsewhere. */
  moveTail?: () => void;
  remove?: () => void;
}

interface Means {
  edits: GraphEdits;
  onEdit: (ref: ResourceRef) => void;
}

/** The edits that a line of the outline offers: the same as on the picture. */
export function actionsOf(line: OutlineLine, { edits, onEdit }: Means): LineActions {
  if (line.type === 'kind' || !edits.mayWrite) return {};
  if (line.type === 'edge') {
    const { edge } = line;
    if (edge.mark === 'removed' || edge.kind === 'undeclared') return {};
    return {
      move: () => edits.choose({ type: 'move', edge, end: 'to' }),
      moveTail: () => edits.choose({ type: 'move', edge, end: 'from' }),
      remove: () => edits.cut([edge]),
    };
  }
  const { ref, mark } = line.type === 'card' ? line.card : line.row;
  if (mark === 'removed' || (line.type === 'card' && line.card.ghost)) return {};
  return {
    ...(mayLeave(ref.kind) && { connect: () => edits.choose({ type: 'new', from: ref }) }),
    edit: () => onEdit(ref),
    remove: () => edits.remove([ref]),
  };
}
