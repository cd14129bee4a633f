import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout';
import { MeshPages, MeshTools } from '@/components/mesh-view';
import { Palette } from '@/components/palette';
import { paths } from '@/lib/client';
import { currentPerson } from '../_server/auth';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  if (!person) redirect(paths.signIn());
  return (
    <AppShell
      person={person}
      meshTools={
        <>
          <MeshTools />
          <Palette />
        </>
      }
    >
      <MeshPages>{children}</MeshPages>
    </AppShell>
  );
}
