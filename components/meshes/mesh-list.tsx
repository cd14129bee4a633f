'use client';

import { useQuery } from '@tanstack/react-query';
import { meshesQuery } from '@/lib/client';
import { Page } from '../layout';

export function MeshList() {
  const { data } = useQuery(meshesQuery());
  return <Page>{data?.length}</Page>;
}
