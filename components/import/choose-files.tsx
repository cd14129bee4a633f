'use client';

import { ClipboardPaste, FileText, FolderOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react';
import { Button, Dialog, Field, TextArea } from '../ui';
import { useAddFiles } from './drop-zone';
import { addFiles, sessionOf } from './session';
import { filesOf } from './take-files';

export interface ChooseFilesProps {
  session: string;
  onAdded?: () => void;
  /** The first button is the main action of the page. */
  primary?: boolean;
}

/** The ways to give files by keyboard: files, a whole folder, text. */
export function ChooseFiles({ session, onAdded, primary }: ChooseFilesProps) {
  const t = useTranslations('transfer.import.drop');
  const add = useAddFiles(session, onAdded);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [pasting, setPasting] = useState(false);
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const chosen = currentTarget.files ? filesOf(currentTarget.files) : [];
    currentTarget.value = '';
    void add(Promise.resolve(chosen));
  };
  return (
    <>
      <input ref={files} type="file" multiple hidden aria-label={t('files')} onChange={take} />
      <input ref={folder} type="file" hidden aria-label={t('folder')} onChange={take} {...{ webkitdirectory: '' }} />
      <Button variant={primary ? 'primary' : 'secondary'} onClick={() => files.current?.click()}>
        <FileText aria-hidden="true" size={15} />
        {t('files')}
      </Button>
      <Button onClick={() => folder.current?.click()}>
        <FolderOpen aria-hidden="true" size={15} />
        {t('folder')}
      </Button>
      <Button onClick={() => setPasting(true)}>
        <ClipboardPaste aria-hidden="true" size={15} />
        {t('paste')}
      </Button>
      {pasting && <PasteDialog session={session} onClose={() => setPasting(false)} onAdded={onAdded} />}
    </>
  );
}

interface PasteDialogProps {
  session: string;
  onClose: () => void;
  onAdded: (() => void) | undefined;
}

function PasteDialog({ session, onClose, onAdded }: PasteDialogProps) {
  const t = useTranslations('transfer.import.paste');
  const common = useTranslations('common');
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const taken = new Set(sessionOf(session).files.map(({ name }) => name));
    let number = 1;
    while (taken.has(t('name', { number: String(number) }))) number += 1;
    addFiles(session, [{ name: t('name', { number: String(number) }), text }], []);
    onClose();
    onAdded?.();
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('hint')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form="pasted-text" variant="primary" disabled={text.trim() === ''}>
            {t('add')}
          </Button>
        </>
      }
    >
      <form id="pasted-text" onSubmit={submit}>
        <Field label={t('label')} hideLabel>
          {(control) => (
            <TextArea
              {...control}
              mono
              autoFocus
              rows={16}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
