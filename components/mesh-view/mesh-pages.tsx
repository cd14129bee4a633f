'use client';

import { useParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { MeshBar } from './mesh-bar';
import { MeshEditProvider } from './mesh-edit';

/** The mesh that the address names; undefined on pages outside of one. */
function useMesh(): string | undefined {
  const { mesh } = useParams<{ mesh?: string }>();
  return mesh === undefined ? undefined : decodeURIComponent(mesh);
}

/** The part of the top bar that belongs to a mesh. */
export function MeshTools() {
  const mesh = useMesh();
  return mesh === undefined ? null : <MeshBar key={mesh} mesh={mesh} />;
}

/** Around every page: those of a mesh can edit it. */
export function MeshPages({ children }: { children: ReactNode }) {
  const mesh = useMesh();
  return mesh === undefined ? (
    children
  ) : (
    <MeshEditProvider key={mesh} mesh={mesh}>
      {children}
    </MeshEditProvider>
  );
}
