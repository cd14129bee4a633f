import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findEnvoy } from './find-envoy';
import { temporaryDirectory } from './testing/plane';

it('takes the first Envoy on PATH, else the installed one, else the name alone', () => {
  const directory = temporaryDirectory();
  const folders = ['a', 'b', 'c'].map((name) => path.join(directory, name));
  for (const folder of folders) mkdirSync(folder);
  const [a = '', b = '', c = ''] = folders;
  const without = findEnvoy(`${a}:`);
  expect(['envoy', path.resolve('.venv/bin/envoy')]).toContain(without);
  for (const folder of [b, c]) writeFileSync(path.join(folder, 'envoy'), '');
  expect(findEnvoy([a, b, c].join(path.delimiter))).toBe(path.join(b, 'envoy'));
});
