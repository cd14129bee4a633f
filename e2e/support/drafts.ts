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

/** Deletes the open drafts of a mesh, as an earlier test that failed may have left them; the page must be signed in. */
export async function discardDrafts(page: Page, mesh: string): Promise<void> {
  await page.evaluate(
    async (drafts) => {
      const { drafts: open } = await (await fetch(drafts)).json();
      for (const { id } of open) await fetch(`${drafts}/${id}`, { method: 'DELETE' });
    },
    `/api/meshkeep/meshes/${encodeURIComponent(mesh)}/drafts`,
  );
}
