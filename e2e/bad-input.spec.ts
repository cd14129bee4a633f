import { discardDrafts, newDraft } from './support/drafts';
import { expect, test } from './support/fixtures';
import { openCreateForm } from './support/forms';

/** Emoji, right to left, HTML, and as long as the name of a draft may be, in one word. */
const ODD = ['🚀 カナリア', 'مسودة التجربة', '<img src=x onerror="document.title=1">', 'ä'.repeat(128)];

test.afterEach(async ({ console: page, demo }) => discardDrafts(page, demo.mesh));

test('names and comments of any script are shown as they were written, and are never markup', async ({
  console: page,
  demo,
}) => {
  await page.goto(`/meshes/${demo.mesh}`);
  for (const name of ODD) {
    const id = await newDraft(page, name);
    await page.goto(`/meshes/${demo.mesh}/drafts/${id}`);
    await expect(page.getByText(`Draft “${name}”`)).toBeVisible();
    const comment = name.padEnd(255, 'ö');
    await page.getByLabel('Write a comment').fill(comment);
    await page.getByRole('button', { name: 'Comment' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: comment })).toBeVisible();
    await expect(page.locator('main img[src="x"]')).toHaveCount(0);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(await wide(), 'nothing runs out of the page').toBe(false);
    await page.goto(`/meshes/${demo.mesh}`);
  }
  await page.goto(`/meshes/${demo.mesh}/drafts`);
  for (const name of ODD) await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  expect(await page.title(), 'no script of a name ran').not.toBe('1');
});

test('YAML that would fill the memory or is far too long is refused, and the page goes on', async ({
  console: page,
  demo,
}) => {
  const line = (name: string, before: string) => `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
  const bomb = ['a: &a [x]', ...[...'bcdefghij'].map((name, i) => line(name, 'abcdefghi'[i] ?? ''))].join('\n');
  await page.goto(`/meshes/${demo.mesh}`);
  const panel = await openCreateForm(page, 'Virtual node', 'bad-yaml');
  await panel.getByRole('tab', { name: 'YAML' }).click();
  const editor = panel.getByRole('textbox', { name: 'Specification as YAML' });
  /** As a paste does it: the whole text at once. */
  const give = async (text: string) => {
    await editor.click();
    await page.keyboard.press('ControlOrMeta+a');
    await editor.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  };
  await give(bomb);
  await expect(panel.getByRole('alert')).toHaveText(/aliases in the text would make it endlessly large/);
  await give(`a: ${'x'.repeat(5_000_000)}`);
  await expect(panel.getByRole('alert')).toHaveText(/longer than the API takes/);
  await give('backends: []');
  await expect(panel.getByRole('alert')).toBeHidden();
});

test('an API that answers rubbish, or not at all, is told in words, and trying again mends it', async ({
  console: page,
  demo,
}) => {
  const snapshot = (url: URL) => url.pathname === `/api/meshkeep/meshes/${demo.mesh}/snapshot`;
  const failed = page.getByRole('alert').filter({ hasText: 'This cannot be shown' });
  for (const answer of ['rubbish', 'nothing'] as const) {
    // What the console's own server passes on from a control plane that is broken or away.
    await page.route(snapshot, (route) =>
      answer === 'rubbish'
        ? route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>It works!</h1>' })
        : route.abort('connectionreset'),
    );
    await page.goto(`/meshes/${demo.mesh}/resources`);
    await expect(failed).toBeVisible();
    await page.unroute(snapshot);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('eks-backend-router').first()).toBeVisible();
  }
});
