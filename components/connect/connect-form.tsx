'use client';

import { useTranslations } from 'next-intl';
import type { ApiResource } from '@/lib/model';
import { Field, Input, Select } from '../ui';
import { type Answers, listenerPorts, presetIngress } from './question';

export interface ConnectFormProps {
  resource: ApiResource;
  answers: Answers;
  /** Members of the request that are not right. */
  wrong: readonly string[];
  onChange: (change: Partial<Answers>) => void;
}

/** Where the proxy will run, and how it proves who it is. */
export function ConnectForm(props: ConnectFormProps) {
  const { answers, onChange } = props;
  const t = useTranslations('connect');
  return (
    <>
      <TextField
        {...props}
        member="controlPlane"
        at="controlPlane"
        label={t('controlPlane')}
        hint={t('controlPlaneHint')}
      />
      {answers.controlPlane !== '' && !answers.controlPlane.startsWith('unix:') && (
        <TextField {...props} member="caFile" at="controlPlane.tls" label={t('caFile')} hint={t('caFileHint')} />
      )}
      <Field label={t('credential.label')}>
        {(control) => (
          <Select
            {...control}
            value={answers.credential}
            onChange={(credential) => onChange({ credential })}
            options={(['none', 'token-file', 'certificate'] as const).map((value) => ({
              value,
              label: t(`credential.${value}`),
            }))}
          />
        )}
      </Field>
      {answers.credential === 'token-file' && (
        <TextField {...props} member="tokenFile" at="credential" label={t('tokenFile')} />
      )}
      {answers.credential === 'certificate' && (
        <>
          <TextField {...props} member="certificateFile" at="credential" label={t('certificateFile')} />
          <TextField {...props} member="keyFile" at="credential.key" label={t('keyFile')} />
        </>
      )}
      <Field label={t('place.label')} hint={t(`place.${answers.mode}Hint`)}>
        {(control) => (
          <Select
            {...control}
            value={answers.mode}
            onChange={(mode) => onChange({ mode })}
            options={(['intercept', 'explicit'] as const).map((value) => ({ value, label: t(`place.${value}`) }))}
          />
        )}
      </Field>
      {answers.mode === 'explicit' && <Ports {...props} />}
    </>
  );
}

type TextMember = { [M in keyof Answers]: Answers[M] extends string ? M : never }[keyof Answers];

interface TextFieldProps extends ConnectFormProps {
  member: TextMember;
  /** Its place in the request, by which mistakes are found. */
  at: string;
  label: string;
  hint?: string;
}

function TextField({ answers, wrong, onChange, member, at, label, hint }: TextFieldProps) {
  const t = useTranslations('connect');
  const isWrong = wrong.some((path) => path === at || path.startsWith(`${at}.`));
  return (
    <Field label={label} hint={hint} error={isWrong ? t('wrong') : undefined}>
      {(control) => (
        <Input
          {...control}
          mono
          value={answers[member]}
          onChange={(event) => onChange({ [member]: event.target.value.trim() })}
        />
      )}
    </Field>
  );
}

/** Ports of the proxy's own: one for each listener, and one for the application's calls. */
function Ports(props: ConnectFormProps) {
  const { resource, answers, wrong, onChange } = props;
  const t = useTranslations('connect');
  const dataplane = 'options.dataplane';
  return (
    <>
      <TextField {...props} member="address" at={`${dataplane}.address`} label={t('address')} hint={t('addressHint')} />
      {listenerPorts(resource).map((port, index) => {
        const isWrong = wrong.some((path) => path.startsWith(`${dataplane}.listeners.${index}.`));
        const error = isWrong ? t('wrong') : undefined;
        return (
          <div key={port} className="grid grid-cols-2 gap-3">
            <Field label={t('ingressPort', { port: String(port) })} error={error}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={answers.ingressPorts[port] ?? presetIngress(index)}
                  onChange={({ target }) =>
                    onChange({ ingressPorts: { ...answers.ingressPorts, [port]: target.value } })
                  }
                />
              )}
            </Field>
            {resource.kind === 'virtualNode' && (
              <Field label={t('appPort')}>
                {(control) => (
                  <Input
                    {...control}
                    inputMode="numeric"
                    value={answers.appPorts[port] ?? String(port)}
                    onChange={({ target }) => onChange({ appPorts: { ...answers.appPorts, [port]: target.value } })}
                  />
                )}
              </Field>
            )}
          </div>
        );
      })}
      <TextField
        {...props}
        member="egressPort"
        at={`${dataplane}.egressPort`}
        label={t('egressPort')}
        hint={t('egressPortHint')}
      />
    </>
  );
}
