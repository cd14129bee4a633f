import type { Page } from '@playwright/test';
import type { DemoInfo } from '../../demo/demo';
import { LOCALE_COOKIE, LOCALES } from '../../lib/i18n';
import { expect, signIn, test } from '../support/fixtures';
import { draftWithNewSplit } from './draft-of-demo';

/** A state of the console worth a picture: how to get there, and a text that is on the screen once it is whole. */
interface State {
  name: string;
  address: string;
  shown: string | RegExp;
}

const ROUTE = 'select=route/eks-backend-router/eks-backend-route';

function states({ mesh }: DemoInfo, draft: string): State[] {
  const home = `/meshes/${mesh}`;
  return [
    { name: 'meshes', address: '/meshes', shown: mesh },
    { name: 'graph', address: home, shown: 'eks-frontend' },
    { name: 'route', address: `${home}?${ROUTE}`, shown: 'eks-backend-v2' },
    { name: 'draft', address: `${home}?draft=${draft}`, shown: 'eks-backend-v2' },
    { name: 'resources', address: `${home}/resources`, shown: 'eks-backend-router' },
    { name: 'proxies', address: `${home}/proxies`, shown: 'eks-backend-v1' },
    { name: 'changes', address: `${home}/changes`, shown: 'eks-backend-route' },
    { name: 'review', address: `${home}/drafts/${draft}`, shown: 'eks-backend-route' },
  ];
}

/**
 * Nothing is being fetched, judged by Envoy or moved any more: nothing says that it is busy, and two pictures in a row
 * are the same.
 */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  let before: Buffer | undefined;
  await expect
    .poll(async () => {
      const last = before;
      before = await page.screenshot({ animations: 'disabled' });
      return last?.equals(before) ?? false;
    })
    .toBe(true);
}

for (const locale of LOCALES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${locale} ${colorScheme}`, () => {
      test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test('main states', async ({ page, demo, context, appMesh }) => {
        await signIn(page, demo);
        const draft = await draftWithNewSplit(page, demo, appMesh);
        await context.addCookies([{ name: LOCALE_COOKIE, value: locale, url: demo.consoleUrl }]);
        for (const { name, address, shown } of states(demo, draft)) {
          await page.goto(address);
          await expect(page.getByText(shown).filter({ visible: true }).first()).toBeVisible();
          await settled(page);
          await page.screenshot({ path: `docs/images/${name}-${locale}-${colorScheme}.png`, animations: 'disabled' });
        }
      });
    });
  }
}
