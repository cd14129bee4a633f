import {
  type AppMeshClient,
  CreateMeshCommand,
  CreateVirtualNodeCommand,
  DeleteMeshCommand,
  DeleteVirtualNodeCommand,
} from '@aws-sdk/client-app-mesh';
import type { Locator, Page } from '@playwright/test';
import { type CertifiedKey, createAuthority, issueKeyPair } from '../lib/identity';
import { findingsInBothThemes } from './support/axe';
import { expect, test } from './support/fixtures';

const WORDS = {
  en: {
    missing: 'Named by meshes, held by nobody',
    importOne: /^Import: arn:/,
    trustOne: /^Trust: arn:/,
    import: 'Import',
    issue: 'Issue',
    trust: 'Trust',
    chain: 'Certificate chain (PEM)',
    authority: 'Certificate of the authority (PEM)',
    key: 'Private key (PEM)',
    choose: (what: string) => `Choose a file: ${what}`,
    noKey: 'There is no private key in it',
    otherKey: 'This key cannot be used with the certificate.',
    noAuthority: 'This certificate cannot be used.',
    soon: 'Ends soon: 12 days left',
    use: 'Listener on port 8443',
    policy: 'Client policy by default',
    actions: /^Actions for /,
    renew: 'Renew…',
    renewNow: 'Renew',
    otherIssuer: /Callers that trust that authority alone refuse/,
    left: '364 days left',
    delete: 'Delete…',
    deleteNow: 'Delete',
    closes: 'A listener serves it and closes for TLS:',
    empty: 'No certificate is held yet',
    ends: /which ends on/,
  },
  ja: {
    missing: 'メッシュが指定しているが、登録されていないもの',
    importOne: /^インポート: arn:/,
    trustOne: /^信頼する: arn:/,
    import: 'インポート',
    issue: '発行',
    trust: '信頼する',
    chain: '証明書チェーン (PEM)',
    authority: '認証局の証明書 (PEM)',
    key: '秘密鍵 (PEM)',
    choose: (what: string) => `ファイルを選択: ${what}`,
    noKey: '秘密鍵がありません。',
    otherKey: 'この鍵は証明書と組み合わせて使えません。',
    noAuthority: 'この証明書は使えません。',
    soon: '期限間近: 残り 12 日',
    use: 'ポート 8443 のリスナー',
    policy: 'デフォルトのクライアントポリシー',
    actions: /の操作$/,
    renew: '更新…',
    renewNow: '更新',
    otherIssuer: /内蔵の認証局が発行した証明書を拒否します/,
    left: '残り 364 日',
    delete: '削除…',
    deleteNow: '削除',
    closes: '1 個のリスナーが使っており、TLS 接続を受け付けなくなります:',
    empty: '登録された証明書はまだありません',
    ends: /の期限は/,
  },
} as const;

const MESH = 'certificates-e2e';
const NODE = 'payments';
const SERVED = 'arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555';
const TRUSTED = 'arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/11111111-2222-3333-4444-555555555555';
const DAY_MS = 24 * 3600 * 1000;

/** A mesh that names a certificate and an authority that nobody holds. */
async function makeMesh(appMesh: AppMeshClient): Promise<void> {
  const tls = { mode: 'STRICT' as const, certificate: { acm: { certificateArn: SERVED } } };
  const trust = { acm: { certificateAuthorityArns: [TRUSTED] } };
  const spec = {
    listeners: [{ portMapping: { port: 8443, protocol: 'http' as const }, tls }],
    serviceDiscovery: { dns: { hostname: 'payments.local' } },
    backendDefaults: { clientPolicy: { tls: { validation: { trust } } } },
  };
  await appMesh.send(new CreateMeshCommand({ meshName: MESH }));
  await appMesh.send(new CreateVirtualNodeCommand({ meshName: MESH, virtualNodeName: NODE, spec }));
}

/** Takes away what a test made, also one that failed. */
async function clean(appMesh: AppMeshClient, page: Page): Promise<void> {
  await appMesh.send(new DeleteVirtualNodeCommand({ meshName: MESH, virtualNodeName: NODE })).catch(() => {});
  await appMesh.send(new DeleteMeshCommand({ meshName: MESH })).catch(() => {});
  await page.evaluate(async () => {
    const { certificates } = await (await fetch('/api/meshkeep/certificates')).json();
    for (const { arn } of certificates)
      await fetch(`/api/meshkeep/certificates?arn=${encodeURIComponent(arn)}`, { method: 'DELETE' });
  });
}

test.afterEach(({ console: page, appMesh }) => clean(appMesh, page));

/** A certificate that ends in twelve days and a half, and its authority. */
async function certified(): Promise<{ authority: CertifiedKey; leaf: CertifiedKey }> {
  const now = Date.now();
  const authority = await createAuthority('Somebody’s CA', { notBefore: now - DAY_MS, notAfter: now + 500 * DAY_MS });
  const span = { notBefore: now - DAY_MS, notAfter: now + 12.5 * DAY_MS };
  const names = ['payments.local'];
  const leaf = await issueKeyPair(authority, { ...span, commonName: 'payments.local', names, usages: ['server'] });
  return { authority, leaf };
}

const pemFile = (name: string, text: string) => ({
  name,
  mimeType: 'application/x-pem-file',
  buffer: Buffer.from(text),
});

/** Opens the menu of a row and takes one of its actions. */
async function act(row: Locator, actions: RegExp, action: string): Promise<void> {
  await row.getByRole('button', { name: actions }).click();
  await row.page().getByRole('menuitem', { name: action }).click();
}

for (const locale of ['en', 'ja'] as const) {
  test(`what a mesh misses is imported and trusted, renewed before it ends, and deleted (${locale})`, async ({
    console: page,
    demo,
    appMesh,
  }) => {
    const words = WORDS[locale];
    await makeMesh(appMesh);
    const { authority, leaf } = await certified();
    const other = await createAuthority('another', { notBefore: Date.now(), notAfter: Date.now() + DAY_MS });
    await page.context().addCookies([{ name: 'meshkeep-locale', value: locale, url: demo.consoleUrl }]);
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.goto('/settings/certificates');
    const missing = page.getByRole('region', { name: words.missing });
    const dialog = page.getByRole('dialog');
    const submit = (name: string) => dialog.getByRole('button', { name, exact: true }).click();
    const field = (label: string) => dialog.getByRole('textbox', { name: label });

    await test.step('nothing is held, and what is missed is told with who names it', async () => {
      await expect(page.getByText(words.empty)).toBeVisible();
      await expect(missing.getByRole('listitem').filter({ hasText: words.use })).toHaveCount(2);
      await expect(missing.getByText(SERVED)).toBeVisible();
      await expect(missing.getByText(words.policy)).toBeVisible();
      expect(await findingsInBothThemes(page)).toEqual([]);
    });

    await test.step('an import says at the field what is wrong, and keeps what was entered', async () => {
      await missing.getByRole('button', { name: words.importOne }).click();
      await expect(dialog.getByText(SERVED)).toBeVisible();
      await dialog
        .getByLabel(words.choose(words.chain))
        .and(page.locator('input'))
        .setInputFiles(pemFile('chain.pem', leaf.certificate + authority.certificate));
      await field(words.key).fill('no key');
      await submit(words.import);
      await expect(dialog.getByText(words.noKey)).toBeVisible();
      await expect(field(words.key)).toBeFocused();
      await field(words.key).fill(other.privateKey);
      await submit(words.import);
      await expect(dialog.getByText(words.otherKey)).toBeVisible();
      await expect(field(words.chain)).toHaveValue(leaf.certificate + authority.certificate);
      expect(await findingsInBothThemes(page, '[role="dialog"]')).toEqual([]);
      await field(words.key).fill(leaf.privateKey);
      await submit(words.import);
      await expect(dialog).toBeHidden();
    });

    await test.step('an authority is trusted, and no certificate is taken for one', async () => {
      await missing.getByRole('button', { name: words.trustOne }).click();
      await field(words.authority).fill(leaf.certificate);
      await submit(words.trust);
      await expect(dialog.getByText(words.noAuthority)).toBeVisible();
      await field(words.authority).fill(authority.certificate);
      await submit(words.trust);
      await expect(dialog).toBeHidden();
      await expect(missing).toBeHidden();
    });

    const rows = page.getByRole('table').getByRole('row');
    const served = rows.filter({ hasText: SERVED });
    await test.step('the list has what ends first before the rest, a warning, and what uses it', async () => {
      await expect(rows).toHaveCount(3);
      await expect(rows.nth(1)).toContainText(SERVED);
      await expect(rows.nth(2)).toContainText(TRUSTED);
      await expect(served.getByText(words.soon)).toBeVisible();
      await expect(served.getByText(words.use)).toBeVisible();
      await expect(page.locator('main')).not.toContainText('BEGIN PRIVATE KEY');
      expect(await findingsInBothThemes(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide, 'nothing runs out of the page').toBe(false);
      await served.getByRole('link', { name: new RegExp(`${NODE}$`) }).click();
      await expect(page.getByText(words.ends)).toBeVisible();
      await page.goBack();
    });

    await test.step('it is renewed under its ARN by the built-in authority, which is in the list then', async () => {
      await act(served, words.actions, words.renew);
      await expect(dialog.getByText(words.otherIssuer)).toBeVisible();
      await submit(words.renewNow);
      await expect(dialog).toBeHidden();
      await expect(served.getByText(words.left)).toBeVisible();
      await expect(rows).toHaveCount(4);
      await act(served, words.actions, words.renew);
      await expect(dialog.getByText(words.otherIssuer)).toBeHidden();
      await page.keyboard.press('Escape');
    });

    await test.step('deleting asks, with what uses it, and it is missed again', async () => {
      await act(served, words.actions, words.delete);
      await expect(dialog.getByText(words.closes)).toBeVisible();
      await expect(dialog.getByRole('link', { name: `${MESH} › ${NODE}` })).toBeVisible();
      expect(await findingsInBothThemes(page, '[role="dialog"]')).toEqual([]);
      await submit(words.deleteNow);
      await expect(dialog).toBeHidden();
      await expect(missing.getByText(SERVED)).toBeVisible();
    });
  });
}

test('a certificate is issued and deleted by keyboard alone, from the command palette on', async ({
  console: page,
}) => {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('certificates');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Certificates', level: 1 })).toBeVisible();
  const issue = page.getByRole('button', { name: 'Issue', exact: true });
  await expect(issue).toBeVisible();
  await tabTo(page, issue);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Names' })).toBeFocused();
  await page.keyboard.type('back.local');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Issue', exact: true }));
  await page.keyboard.press('Enter');
  const row = page.getByRole('row').filter({ hasText: 'back.local' });
  await expect(row.getByText('364 days left')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();

  await tabTo(page, row.getByRole('button', { name: 'Actions for back.local' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Renew…' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Delete…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Delete back.local?' })).toBeVisible();
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }));
  await page.keyboard.press('Enter');
  await expect(row).toBeHidden();
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted, 'reached by Tab').toBeFocused({ timeout: 1000 });
}
