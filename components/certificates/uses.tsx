'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { paths } from '@/lib/client';
import type { CertificateUse } from '@/lib/model';
import { Button, KindGlyph } from '../ui';

/** Uses that stand in a row before one asks for more. */
const SHOWN = 3;

/** What names a certificate: each node or gateway with where in its spec, leading there. */
export function Uses({ uses, whole = false }: { uses: readonly CertificateUse[]; whole?: boolean }) {
  const t = useTranslations('certificates');
  const [all, setAll] = useState(whole || uses.length <= SHOWN + 1);
  const shown = all ? uses : uses.slice(0, SHOWN);
  return (
    <>
      <ul className="flex flex-col gap-1">
        {shown.map((use) => (
          <Use key={`${use.mesh} ${use.kind} ${use.name} ${use.path}`} use={use} />
        ))}
      </ul>
      {!all && (
        <Button variant="link" size="sm" className="mt-1" onClick={() => setAll(true)}>
          {t('allUses', { count: uses.length - SHOWN })}
        </Button>
      )}
    </>
  );
}

function Use({ use: { mesh, kind, name, as, detail = '', path } }: { use: CertificateUse }) {
  const t = useTranslations('certificates.use');
  return (
    <li className="flex min-w-0 items-start gap-1.5">
      <KindGlyph kind={kind} />
      <span className="min-w-0">
        <Link
          href={paths.graph(mesh, { select: { kind, name }, field: path })}
          className="break-words text-accent hover:underline"
        >
          {mesh} › {name}
        </Link>
        <span className="block break-words text-ink-2 text-xs">{t(as, { detail })}</span>
      </span>
    </li>
  );
}
