import { redirect } from 'next/navigation';
import { paths } from '@/lib/client';

export default function Home() {
  redirect(paths.meshes());
}
