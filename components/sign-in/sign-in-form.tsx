'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { signIn } from '@/lib/client';
import { Logo } from '../layout';
import { Button, Field, IconButton, Input } from '../ui';

export interface SignInFormProps {
  /** Where to go afterwards: a path of this console. */
  from: string;
  /** Address of the control plane, named when it does not answer. */
  apiUrl: string;
  /** False when this console was started without its access key. */
  configured: boolean;
}

type Failure = 'wrong' | 'away' | 'notConfigured' | 'refusedKey' | 'tooMany' | 'unexpected';

/** Reasons as the server gives them (app/_server/control-plane.ts, and next-auth's own for a wrong password). */
const FAILURES: Readonly<Record<string, Failure>> = {
  CredentialsSignin: 'wrong',
  away: 'away',
  'not-configured': 'notConfigured',
  'refused-key': 'refusedKey',
  'too-many': 'tooMany',
};

export function SignInForm({ from, apiUrl, configured }: SignInFormProps) {
  const t = useTranslations('shell.signIn');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(configured ? undefined : 'notConfigured');
  const password = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const reason = await trySignIn(String(form.get('name')), String(form.get('password')));
    if (reason === undefined) return window.location.assign(from);
    setBusy(false);
    setFailure(reason);
    password.current?.select();
  };
  return (
    <main className="flex min-h-dvh items-center justify-center px-4 py-10">
      <form onSubmit={submit} className="flex w-full max-w-90 flex-col gap-4 rounded-lg border bg-card p-6 shadow-card">
        <header className="mb-1">
          <Logo size={28} />
          <h1 className="mt-3 font-semibold text-xl">{t('title')}</h1>
          <p className="text-ink-2">{t('lead')}</p>
        </header>
        {failure && (
          <p role="alert" className="break-words rounded-md border-bad border-l-3 bg-bad-tint px-3 py-2 text-bad-ink">
            {failure === 'away' ? t('away', { url: apiUrl }) : t(failure)}
          </p>
        )}
        <Field label={t('name')}>
          {(control) => <Input {...control} name="name" autoComplete="username" required className="h-10" />}
        </Field>
        <PasswordField ref={password} />
        <Button type="submit" variant="primary" size="lg" busy={busy} disabled={!configured}>
          {busy ? t('submitting') : t('submit')}
        </Button>
        <p className="text-ink-3 text-xs">{t('firstTime')}</p>
      </form>
    </main>
  );
}

/** Undefined when it worked. */
async function trySignIn(name: string, password: string): Promise<Failure | undefined> {
  try {
    const reason = await signIn(name, password);
    return reason === undefined ? undefined : (FAILURES[reason] ?? 'unexpected');
  } catch {
    return 'unexpected';
  }
}

function PasswordField({ ref }: { ref: React.RefObject<HTMLInputElement | null> }) {
  const t = useTranslations('shell.signIn');
  const [visible, setVisible] = useState(false);
  return (
    <Field label={t('password')}>
      {(control) => (
        <span className="relative">
          <Input
            {...control}
            ref={ref}
            name="password"
            type={visible ? 'text' : 'password'}
            autoComplete="current-password"
            required
            className="h-10 pr-10"
          />
          <IconButton
            icon={visible ? EyeOff : Eye}
            label={visible ? t('hidePassword') : t('showPassword')}
            onClick={() => setVisible(!visible)}
            className="absolute top-1 right-1"
          />
        </span>
      )}
    </Field>
  );
}
