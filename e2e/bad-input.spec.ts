import { expect, test } from './support/fixtures';
import { openCreateForm } from './support/forms';

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
