'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { type ClientError, changeSettings, keys, settingsQuery } from '@/lib/client';
import type { MeshSettings } from '@/lib/model';
import { useMayAdminister } from '../../layout';
import { Checkbox, ErrorState, RelativeTime, Skeleton } from '../../ui';
import { useErrorText } from '../../words';
import { Section } from '../facts';

/** Whether the mesh is marked as production, and the way to change it for administrators. */
export function ProductionSetting({ mesh }: { mesh: string }) {
  const t = useTranslations('panel.production');
  const errors = useTranslations('errors.title');
  const errorText = useErrorText();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(settingsQuery(mesh));
  const mayChange = useMayAdminister();
  const change = useMutation<MeshSettings, ClientError, boolean>({
    mutationFn: (production) => changeSettings(mesh, { production }),
    onSuccess: (settings) => {
      client.setQueryData(keys.settings(mesh), settings);
      toast.success(t(settings.production ? 'marked' : 'unmarked', { mesh }));
    },
    onError: (failure) => toast.error(t('failed'), { description: errorText(failure).message }),
  });
  return (
    <Section title={t('title')}>
      {error && !data ? (
        <ErrorState title={errors('load')} {...errorText(error)} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <Checkbox
            checked={change.isPending ? change.variables : data.production}
            disabled={!mayChange || change.isPending}
            onChange={(production) => change.mutate(production)}
            label={t('label')}
            hint={mayChange ? t('hint') : `${t('hint')} ${t('adminOnly')}`}
          />
          {data.changed && (
            <p className="mt-1.5 text-ink-2 text-xs">
              {t('changed', { who: data.changed.who })} · <RelativeTime at={data.changed.at} />
            </p>
          )}
        </>
      ) : (
        <Skeleton className="h-12" />
      )}
    </Section>
  );
}
