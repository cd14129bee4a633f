import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refKey, validateSpec } from '@/lib/model';
import { caseNames, caseResources, outputPath, outputsOf, outputText, renderCase } from './testing/case';

const rewrite = process.env.MESHKEEP_GOLDEN === 'rewrite';

describe('golden configurations', () => {
  it('has cases', () => {
    expect(caseNames().length).toBeGreaterThanOrEqual(25);
  });

  describe.each(caseNames())('%s', (name) => {
    it('has an input that the API takes', () => {
      const violations = caseResources(name).flatMap((resource) =>
        validateSpec(resource.kind, resource.spec).map((violation) => ({ ref: refKey(resource), ...violation })),
      );
      expect(violations).toEqual([]);
    });

    it.each(outputsOf(renderCase(name)))('gives its %s', (output) => {
      const path = outputPath(name, output);
      const text = outputText(renderCase(name), output);
      if (rewrite) writeFileSync(path, text);
      expect(existsSync(path), `${path} is missing: npm run golden writes it`).toBe(true);
      expect(text).toBe(readFileSync(path, 'utf8'));
    });
  });
});
