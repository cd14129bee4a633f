'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { ResourceForm } from '../forms';
import { MeshEditProvider } from '../mesh-view';
import { Dialog } from '../ui';

/** Creates a mesh and goes there, or edits one. */
export function MeshDialog({ mesh, onClose }: { mesh?: string; onClose: () => void }) {
  const t = useTranslations();
  const router = useRouter();
  const isNew = mesh === undefined;
  return (
    <Dialog
      open
      flush
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? t('meshes.create') : t('forms.edit.title', { name: mesh })}
      description={isNew ? t('meshes.createLead') : undefined}
    >
      <MeshEditProvider mesh={mesh ?? ''}>
        <ResourceForm
          mesh={mesh ?? ''}
          kind="mesh"
          mode={isNew ? 'create' : 'edit'}
          initial={mesh === undefined ? undefined : { name: mesh }}
          onCancel={onClose}
          onDone={({ ref }) => {
            onClose();
            if (isNew) router.push(paths.graph(ref.name));
          }}
        />
      </MeshEditProvider>
    </Dialog>
  );
}
