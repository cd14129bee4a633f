import { ja } from '../lib/i18n';
import { discardDrafts } from './support/drafts';
import { expect, test } from './support/fixtures';
import { move, weights } from './support/routes';

/** A Japanese text with its holes filled, as `{count, number}件` and 1 → `1件`. */
function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)(?:, number)?\}/g, (hole, name: string) => String(values[name] ?? hole));
}

test.beforeEach(({ console: page, demo }) =>
  page.context().addCookies([{ name: 'meshkeep-locale', value: 'ja', url: demo.consoleUrl }]),
);
test.afterEach(async ({ console: page, demo, appMesh }) => {
  await discardDrafts(page, demo.mesh);
  await move(appMesh, demo.mesh, 100);
});

test('下書き: 重みを下書きで変え、確認し、適用し、元に戻す (日本語)', async ({ console: page, demo, appMesh }) => {
  await move(appMesh, demo.mesh, 100);
  await page.goto(`/meshes/${demo.mesh}?select=route%2Feks-backend-router%2Feks-backend-route`);

  await test.step('下書きを作り、重みを入力する', async () => {
    await page.getByRole('button', { name: ja.view.menu }).click();
    await page.getByRole('menuitem', { name: ja.view.new }).click();
    const dialog = page.getByRole('dialog', { name: ja.view.create.title });
    await dialog.getByRole('textbox').fill('段階的な切り替え');
    await dialog.getByRole('button', { name: ja.common.create }).click();
    await expect(page).toHaveURL(/draft=/);
    await page.getByLabel(filled(ja.weights.weightOf, { name: 'eks-backend-v2' })).fill('15');
    await page.keyboard.press('Enter');
    await expect(page.getByText(filled(ja.view.changes, { count: 1 })).first()).toBeVisible();
    expect(await weights(appMesh, demo.mesh)).toEqual([100, 0]);
  });

  await test.step('影響範囲と Envoy の判定を見て、適用する', async () => {
    await page.getByRole('link', { name: ja.view.review }).click();
    const effect = page.getByRole('region', { name: ja.drafts.effect.title });
    await expect(effect).toContainText('eks-frontend × 1');
    await expect(effect).toContainText(ja.drafts.effect.noCut);
    await page.getByLabel(ja.drafts.apply.message).fill('少しだけ v2 へ');
    await page.getByRole('button', { name: filled(ja.drafts.apply.submit, { count: 1 }) }).click();
    await expect(page.getByTestId('receipt')).toHaveText(/^2台中 2台のプロキシに .+ で反映$/);
  });

  await test.step('変更履歴から元に戻す', async () => {
    await page.getByRole('link', { name: ja.changes.title }).first().click();
    await expect(page.getByText('少しだけ v2 へ')).toBeVisible();
    await page
      .getByRole('button', { name: /の差分を表示$/ })
      .first()
      .click();
    await page.getByRole('button', { name: ja.drafts.revert.action }).click();
    await expect(page.getByRole('button', { name: filled(ja.drafts.apply.submit, { count: 1 }) })).toBeEnabled();
  });
});

test('プロキシ: 一覧と、生成された設定 (日本語)', async ({ console: page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}/proxies`);
  await expect(page.getByRole('heading', { name: ja.proxies.title })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'eks-frontend' }).first()).toBeVisible();
  await page.goto(`/meshes/${demo.mesh}?select=virtualNode%2F%2Feks-frontend&tab=envoy`);
  const panel = page.getByRole('complementary', { name: /eks-frontend/ });
  await expect(panel.getByText(ja.envoyConfig.state.same, { exact: true }).first()).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'リスナー' })).toBeVisible();
});
