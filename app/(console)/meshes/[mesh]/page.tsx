import type { Metadata } from 'next';
import { MeshGraph } from '@/components/graph';
import { type MeshParams, meshOf } from '../../../_server/mesh-param';

export async function generateMetadata(props: MeshParams): Promise<Metadata> {
  return { title: await meshOf(props) };
}

export default async function Page(props: MeshParams) {
  const mesh = await meshOf(props);
  return (
    <>
      <h1 className="sr-only">{mesh}</h1>
      <MeshGraph mesh={mesh} />
    </>
  );
}
