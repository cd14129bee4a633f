'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { applyEvent, keys, type LiveState, LiveStream } from '@/lib/client';

interface Live {
  state: LiveState;
  /** When the stream was last known to be up, in ms. */
  lastSeen: number | undefined;
}

const LiveContext = createContext<Live>({ state: 'connecting', lastSeen: undefined });

/** Keeps the page fresh by the control plane's events. `mesh` = whose events are wanted beside those on the list of meshes. */
export function LiveProvider({ mesh, children }: { mesh: string | undefined; children: ReactNode }) {
  const client = useQueryClient();
  const t = useTranslations('shell.live');
  const back = useRef(t('back'));
  back.current = t('back');
  const [live, setLive] = useState<Live>({ state: 'connecting', lastSeen: undefined });
  useEffect(() => {
    const stream = new LiveStream({
      mesh,
      onEvent: (event) => applyEvent(client, event),
      onState: (state, caughtUp) => {
        setLive((before) => ({
          state,
          lastSeen: state === 'offline' && before.state !== 'offline' ? Date.now() : before.lastSeen,
        }));
        // A stream that is refused looks like one that is lost; a question tells whether the session has ended.
        if (state === 'offline') void client.invalidateQueries({ queryKey: keys.meshes });
        if (!caughtUp) return;
        void client.invalidateQueries();
        toast.success(back.current, { id: 'back' });
      },
    });
    return () => stream.close();
  }, [client, mesh]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Whether what is on screen is being kept fresh. */
export function useLive(): Live {
  return useContext(LiveContext);
}
