import { expect, type Page } from '@playwright/test';

/** Names an empty draft from the top bar; the page shows it then. Answers its id. */
export async function newDraft(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Drafts of this mesh' }).click();
  await page.getByRole('menuitem', { name: 'New draft…' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('group', { name: 'View' }).getByRole('button', { name: /^Draft/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  return new URL(page.url()).searchParams.get('draft') ?? '';
}
