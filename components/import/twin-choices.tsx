'use client';

import { useTranslations } from 'next-intl';
import { refKey } from '@/lib/model';
import { printYaml } from '../forms';
import { Field, KindGlyph, Select } from '../ui';
import { decide, sessionOf } from './session';
import { allFrom, type Twins, twinFiles } from './todo-list';

export interface TwinChoicesProps {
  name: string;
  twins: readonly Twins[];
  chosen: Readonly<Record<string, number>>;
}

/** Resources with several definitions: which one counts is a person's choice. */
export function TwinChoices({ name, twins, chosen }: TwinChoicesProps) {
  const t = useTranslations('transfer.import.todo');
  return (
    <section className="flex flex-col gap-2">
      <div>
        <h3 className="font-semibold">{t('twins')}</h3>
        <p className="text-ink-2 text-xs">{t('twinsHint')}</p>
      </div>
      {twins.length > 1 && <FromFile name={name} twins={twins} />}
      {twins.map((one) => {
        const key = refKey(one.ref);
        const choose = (number: number) => decide(name, { twins: { ...sessionOf(name).twins, [key]: number } });
        return <Choice key={key} twins={one} value={chosen[key] ?? -1} onChoose={choose} />;
      })}
    </section>
  );
}

/** Variants of one mesh come as files beside one another: one choice for all that a file defines. */
function FromFile({ name, twins }: Pick<TwinChoicesProps, 'name' | 'twins'>) {
  const t = useTranslations('transfer.import.todo');
  const options = twinFiles(twins).map(({ file, count }) => ({
    value: file,
    label: file,
    hint: t('twinCount', { count }),
  }));
  return (
    <Field label={t('twinsFrom')}>
      {(control) => (
        <Select
          {...control}
          value={undefined}
          placeholder={t('twinsChoose')}
          options={options}
          onChange={(file) => decide(name, { twins: { ...sessionOf(name).twins, ...allFrom(twins, file) } })}
          className="max-w-md"
        />
      )}
    </Field>
  );
}

interface ChoiceProps {
  twins: Twins;
  value: number;
  onChoose: (number: number) => void;
}

function Choice({ twins: { ref, all }, value, onChoose }: ChoiceProps) {
  const t = useTranslations('transfer.import.todo');
  const kinds = useTranslations('kinds.one');
  const option = (number: number, label: string) => (
    <label className="flex items-start gap-2">
      <input
        type="radio"
        name={refKey(ref)}
        checked={value === number}
        onChange={() => onChoose(number)}
        className="mt-1 shrink-0 accent-accent"
      />
      <span className="min-w-0 break-words">{label}</span>
    </label>
  );
  return (
    <fieldset className="border-line-strong border-l-2 pl-2.5">
      <legend className="flex items-center gap-2 font-semibold">
        <KindGlyph kind={ref.kind} size={18} />
        <span className="break-all">{ref.name}</span>
        <span className="font-normal text-ink-2 text-xs">{kinds(ref.kind)}</span>
      </legend>
      {all.map(({ number, todo }) => (
        <div key={number}>
          {option(number, t('where', { file: todo.file, where: todo.where }))}
          <details className="ml-6">
            <summary className="cursor-pointer text-ink-2 text-xs">{t('held')}</summary>
            <pre className="mt-1 max-h-60 overflow-auto rounded-md border bg-canvas px-3 py-2 font-mono text-xs">
              {printYaml(todo.resource?.params ?? {})}
            </pre>
          </details>
        </div>
      ))}
      {option(-1, t('twinNone'))}
    </fieldset>
  );
}
