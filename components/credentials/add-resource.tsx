'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { snapshotQuery } from '@/lib/client';
import { Field, Select } from '../ui';

/** More are no list that anybody looks through: they are typed. */
const MOST = 200;

/** Chooses a node or gateway of the mesh, or all of them, instead of typing its pattern. */
export function AddResource({ mesh, onAdd }: { mesh: string; onAdd: (pattern: string) => void }) {
  const t = useTranslations('credentials.new');
  const kinds = useTranslations('kinds.one');
  const { data } = useQuery(snapshotQuery(mesh));
  const found = (data?.resources ?? []).flatMap(({ kind, name }) =>
    kind === 'virtualNode' || kind === 'virtualGateway' ? [{ kind, name }] : [],
  );
  if (found.length === 0 || found.length > MOST) return null;
  const all = (['virtualNode', 'virtualGateway'] as const).map((kind) => ({
    value: `mesh/${mesh}/${kind}/*`,
    label: t(`all.${kind}`),
  }));
  const each = found.map(({ kind, name }) => ({
    value: `mesh/${mesh}/${kind}/${name}`,
    label: name,
    hint: kinds(kind),
  }));
  return (
    <Field label={t('addResource')}>
      {(control) => (
        <Select
          {...control}
          value={undefined}
          placeholder={t('chooseResource')}
          onChange={onAdd}
          options={[...all, ...each]}
        />
      )}
    </Field>
  );
}
