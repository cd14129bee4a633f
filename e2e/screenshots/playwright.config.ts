import { defineConfig } from '@playwright/test';
import suite from '../playwright.config';

/** `make screenshots`: pictures of the main states for README and review, into docs/images. They prove nothing. */
export default defineConfig({
  ...suite,
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../test-results/screenshots',
  globalSetup: '../support/global-setup.ts',
  reporter: 'list',
  use: { ...suite.use, viewport: { width: 1280, height: 800 }, trace: 'off', screenshot: 'off' },
});
