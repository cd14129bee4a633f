import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the form for a new resource from the graph's toolbar, and answers the side panel. */
export async function openCreateForm(page: Page, kind: string, name: string): Promise<Locator> {
  await page.getByRole('toolbar', { name: 'Graph tools' }).getByRole('button', { name: 'Add' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click();
  const panel = page.getByRole('complementary', { name: /^Selection/ });
  await panel.getByLabel('Name', { exact: true }).fill(name);
  return panel;
}

/** Chooses an option of one of our selects. */
export async function choose(panel: Locator, label: string, option: string): Promise<void> {
  await panel.getByRole('combobox', { name: label }).click();
  await panel.page().getByRole('option', { name: option, exact: true }).click();
}

/** From the form over the difference to the stored resource: applied at once. */
export async function save(panel: Locator): Promise<void> {
  await panel.getByRole('button', { name: 'Apply now…' }).click();
  await expect(panel.getByRole('heading', { name: 'Review the difference' })).toBeVisible();
  await panel.getByRole('button', { name: 'Apply now', exact: true }).click();
}
