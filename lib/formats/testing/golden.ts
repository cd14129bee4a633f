/** Golden cases: every file of `testdata/<case>/` but `out.json` is the input. MESHKEEP_GOLDEN=rewrite writes them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ja } from '@/lib/i18n';
import { validateInput } from '@/lib/model';
import { importFiles } from '../import-files';
import type { ImportFormat, SourceFile } from '../types';

/** Runs the cases of a format's folder: the document equals the golden text, and the API would take every resource. */
export function goldenCases(format: ImportFormat, folder: string): void {
  const testdata = path.join(folder, 'testdata');
  describe.each(readdirSync(testdata))('%s', (name) => {
    const document = importFiles(format, sourcesIn(path.join(testdata, name)));

    it('gives the golden document', async () => {
      const told = { ...document, todo: document.todo.map(({ said: _, ...todo }) => todo) };
      await expect(`${JSON.stringify(told, null, 2)}\n`).toMatchFileSnapshot(path.join(testdata, name, 'out.json'));
    });

    it('says all of it by texts that every language has, with nothing left open', () => {
      for (const { said, reason, message } of document.todo) {
        const text = ja.findings[said?.code ?? 'unreadable'];
        expect(text.match(/\{\w+\}/g)?.sort() ?? []).toEqual(
          Object.keys(said?.params ?? {})
            .map((name) => `{${name}}`)
            .sort(),
        );
        expect(reason ?? message).not.toMatch(/\{(reason|resource|kind|name|known|was|count|type|account)\}/);
      }
    });

    it('gives only inputs that the API takes', () => {
      expect(document.resources.length).toBeGreaterThan(0);
      for (const { type, params } of document.resources) expect(validateInput(`Create${type}`, params)).toEqual([]);
    });
  });
}

function sourcesIn(folder: string): SourceFile[] {
  const names = readdirSync(folder)
    .filter((name) => name !== 'out.json')
    .sort();
  return names.map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}
