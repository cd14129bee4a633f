import { expect, signIn, test } from './support/fixtures';

test('a page asks for a sign-in first, and leads back to where one wanted to go', async ({ page, demo }) => {
  await page.goto(`/meshes/${demo.mesh}/proxies`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('User name').fill(demo.username);
  await page.getByLabel('Password', { exact: true }).fill(demo.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`/meshes/${demo.mesh}/proxies`));
});

test('a wrong password is refused in words, and nothing is shown', async ({ page, demo }) => {
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill(demo.username);
  await page.getByLabel('Password', { exact: true }).fill(`${demo.password}x`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'User name or password is not right' })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get('/api/meshkeep/meshes')).status()).toBe(401);
});

test('signing out ends the session', async ({ page, demo }) => {
  await signIn(page, demo);
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get('/api/meshkeep/meshes')).status()).toBe(401);
});

test('the console speaks Japanese, and remembers it', async ({ console: page }) => {
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: '日本語' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('メッシュ');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
});
