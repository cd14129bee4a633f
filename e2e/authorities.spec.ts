import { AxeBuilder } from '@axe-core/playwright';
import { createAuthority } from '../lib/identity';
import { expect, test } from './support/fixtures';

const WORDS = {
  en: {
    title: 'Authorities of client certificates',
    create: 'New authority',
    import: 'Import an authority',
    certificate: 'Certificate of the authority (PEM)',
    retire: /^Retire CN=/,
    retireNow: 'Retire',
    states: ['Imported', 'Issues', 'Trusted, to be retired'],
    daysLeft: /^[\d,]+ days left/,
    warning: '1 day left',
    failed: 'The list of authorities stays as it was',
    none: /^None yet/,
  },
  ja: {
    title: 'クライアント証明書の認証局',
    create: '新しい認証局',
    import: '認証局のインポート',
    certificate: '認証局の証明書 (PEM)',
    retire: /^CN=.* の廃止$/,
    retireNow: '廃止',
    states: ['インポート済み', '発行中', '信頼中 (廃止予定)'],
    daysLeft: /^残り [\d,]+ 日/,
    warning: '残り 1 日',
    failed: '認証局の一覧は変わっていません',
    none: /^まだありません/,
  },
} as const;

const DAY_MS = 24 * 3600 * 1000;

for (const locale of ['en', 'ja'] as const) {
  test(`authorities of client certificates are made, rotated, imported and retired (${locale})`, async ({
    console: page,
    demo,
  }) => {
    const words = WORDS[locale];
    await page.context().addCookies([{ name: 'meshkeep-locale', value: locale, url: demo.consoleUrl }]);
    await page.emulateMedia({ colorScheme: locale === 'ja' ? 'dark' : 'light' });
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.goto(`/meshes/${demo.mesh}/proxies/credentials`);
    const section = page.getByRole('region', { name: words.title });
    const dialog = page.getByRole('dialog');
    await expect(section.getByText(words.none)).toBeVisible();

    for (const count of [1, 2]) {
      await section.getByRole('button', { name: words.create }).click();
      await dialog.getByRole('button', { name: words.create }).click();
      await expect(dialog).toBeHidden();
      await expect(section.getByRole('row')).toHaveCount(count + 1);
    }
    await expect(section.getByText(words.daysLeft).first()).toBeVisible();

    await section.getByRole('button', { name: words.import }).click();
    await dialog.getByLabel(words.certificate).fill('no certificate');
    await dialog.getByRole('button', { name: words.import }).click();
    await expect(dialog.getByText(words.failed)).toBeVisible();
    const now = Date.now();
    const span = { notBefore: now - DAY_MS, notAfter: now + 1.5 * DAY_MS };
    const { certificate } = await createAuthority('somebody else', span);
    await dialog.getByLabel(words.certificate).fill(certificate);
    await dialog.getByRole('button', { name: words.import }).click();
    await expect(dialog).toBeHidden();
    await expect(section.getByText(words.warning)).toBeVisible();
    const states = section.getByRole('row').getByRole('cell').nth(1);
    await expect(states).toHaveText(words.states[0]);
    for (const [index, state] of words.states.entries()) {
      await expect(
        section
          .getByRole('row')
          .nth(index + 1)
          .getByRole('cell')
          .nth(1),
      ).toHaveText(state);
    }
    const { violations } = await new AxeBuilder({ page }).include(`[aria-label="${words.title}"]`).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(overflow).toBe(false);

    for (const left of [2, 1, 0]) {
      await section.getByRole('button', { name: words.retire }).first().click();
      await dialog.getByRole('button', { name: words.retireNow, exact: true }).click();
      await expect(dialog).toBeHidden();
      await expect(section.getByRole('button', { name: words.retire })).toHaveCount(left);
    }
    await expect(section.getByText(words.none)).toBeVisible();
  });
}
