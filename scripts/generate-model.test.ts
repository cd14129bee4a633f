import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderShapes } from './generate-model';

it('shapes.ts is what the API table gives; `npm run generate:model` writes it', () => {
  const table = JSON.parse(readFileSync('lib/model/api-table.json', 'utf8'));
  expect(readFileSync('lib/model/generated/shapes.ts', 'utf8')).toBe(renderShapes(table));
});
