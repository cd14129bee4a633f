import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

/** What axe finds on the page as it is now: rule, and where. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('signing in is accessible', async ({ page }) => {
      await page.goto('/sign-in');
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test('the review of a draft is accessible', async ({ console: page, demo }) => {
      await page.goto(`/meshes/${demo.mesh}/changes`);
      await page
        .getByRole('button', { name: /^Show the difference/ })
        .first()
        .click();
      expect(await findings(page), 'an open revision').toEqual([]);
      await page.getByRole('button', { name: 'Revert this change' }).click();
      await expect(page.getByRole('region', { name: 'Effect' })).toBeVisible();
      await expect(page.getByText('Asking Envoy…')).toBeHidden();
      expect(await findings(page), 'the review').toEqual([]);
      await page.getByRole('button', { name: 'Discard draft' }).click();
      expect(await findings(page), 'the question').toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
      await expect(page.getByRole('heading', { name: 'Drafts' })).toBeVisible();
    });

    test('the main pages are accessible', async ({ console: page, demo }) => {
      const mesh = `/meshes/${demo.mesh}`;
      const route = 'select=route/eks-backend-router/eks-backend-route';
      const pages: [address: string, shown: string][] = [
        ['/meshes', demo.mesh],
        [`${mesh}?${route}`, 'eks-frontend'],
        [`${mesh}/resources`, 'eks-backend-router'],
        [`${mesh}/proxies`, 'eks-backend-v1'],
        [`${mesh}/changes`, 'eks-backend-route'],
        [`${mesh}/drafts`, 'Drafts'],
        [`${mesh}/import`, 'Drop files or a folder here'],
        [`${mesh}/export?format=crd`, 'appmesh.k8s.aws/v1beta2'],
        [`${mesh}/proxies/connect?select=virtualNode//eks-backend-v1`, 'envoy.yaml'],
        [`${mesh}/proxies/credentials`, 'Proxy credentials'],
        ['/settings/connections', 'No connection yet'],
        ['/settings/certificates', 'No certificate is held yet'],
        ['/help', 'Virtual node'],
      ];
      for (const [address, shown] of pages) {
        await test.step(address, async () => {
          await page.goto(address);
          await expect(page.getByText(shown).filter({ visible: true }).first()).toBeVisible();
          expect(await findings(page), address).toEqual([]);
        });
      }
    });
  });
}
