import { type LayoutChange, layoutStoredSchema } from '@/lib/model';
import { sendJson } from './fetch';
import { paths } from './paths';

/** Changes places of cards for everyone. Rejects with ClientError. */
export async function changeLayout(mesh: string, change: LayoutChange): Promise<void> {
  await sendJson('PATCH', paths.api.layout(mesh), change, layoutStoredSchema);
}
