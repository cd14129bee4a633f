'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { ApiPerson } from '@/lib/model';
import { useView } from './address';

const PersonContext = createContext<ApiPerson | undefined>(undefined);

export function PersonProvider({ person, children }: { person: ApiPerson; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

/** Who is signed in. */
export function usePerson(): ApiPerson {
  const person = useContext(PersonContext);
  if (!person) throw new Error('usePerson outside of the signed-in pages');
  return person;
}

/** Whether the signed-in person may change what holds for all meshes: connections, credentials, certificates. */
export function useMayAdminister(): boolean {
  return usePerson().role === 'administrator';
}

/**
 * Whether the signed-in person may change the mesh as it is shown: what is past can only be read. The control plane
 * decides; this only mirrors it.
 */
export function useMayWrite(): boolean {
  const { at } = useView();
  return usePerson().role !== 'viewer' && at === undefined;
}
