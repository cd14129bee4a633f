'use client';

import { yaml, yamlLanguage } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { basicSetup, EditorView } from 'codemirror';
import { useEffect, useRef } from 'react';
import { specCompletion } from './yaml-completion';

export interface YamlEditorProps {
  value: string;
  onChange: (text: string) => void;
  /** Shape whose members are offered while typing. */
  shape: string;
  label: string;
  describedBy?: string;
  disabled?: boolean;
}

const LOOK = EditorView.theme({
  '&': { fontSize: '12px', backgroundColor: 'var(--card)', color: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-1px' },
  '.cm-content': { fontFamily: 'var(--font-geist-mono), monospace', caretColor: 'var(--ink)', minHeight: '220px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--canvas)', color: 'var(--ink-3)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--accent) 8%, transparent)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'var(--accent-tint) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', border: '1px solid var(--line-strong)', color: 'var(--ink)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-tint)', color: 'var(--ink)' },
});

const COLOURS = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
    { tag: tags.comment, color: 'var(--ink-3)' },
    { tag: tags.string, color: 'var(--good-ink)' },
    { tag: [tags.punctuation, tags.separator], color: 'var(--ink-3)' },
  ]),
);

/** The text of a spec. Tab leaves the editor, as everywhere on the page; Escape is left to the page too. */
export function YamlEditor({ value, onChange, shape, label, describedBy, disabled = false }: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  const initial = useRef(value);
  useEffect(() => {
    if (!host.current) return;
    const attributes = { 'aria-label': label, ...(describedBy ? { 'aria-describedby': describedBy } : {}) };
    const editor = new EditorView({
      parent: host.current,
      doc: initial.current,
      extensions: [
        basicSetup,
        yaml(),
        yamlLanguage.data.of({ autocomplete: specCompletion(shape) }),
        COLOURS,
        LOOK,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of(attributes),
        EditorState.readOnly.of(disabled),
        EditorView.updateListener.of((update) => update.docChanged && latest.current(update.state.doc.toString())),
      ],
    });
    view.current = editor;
    return () => {
      initial.current = editor.state.doc.toString();
      editor.destroy();
    };
  }, [shape, label, describedBy, disabled]);
  useEffect(() => {
    const editor = view.current;
    const shown = editor?.state.doc.toString();
    if (editor && shown !== value) editor.dispatch({ changes: { from: 0, to: shown?.length ?? 0, insert: value } });
  }, [value]);
  return <div ref={host} className="overflow-hidden rounded-md border border-line-strong" />;
}
