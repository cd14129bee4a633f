// The library of certificates finds its parts through decorators, which need this first.
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import type { Page } from '@playwright/test';
import { keyProblem } from '../lib/identity';
import { knock } from '../lib/runtime/testing/knock';
import { findingsInBothThemes } from './support/axe';
import { test as base, expect, signIn } from './support/fixtures';
import { choose } from './support/forms';
import { startTlsPlane, type TlsPlane } from './support/tls-plane';

const WORDS = {
  en: {
    add: 'New credential',
    name: 'Name',
    method: 'Way to prove it',
    certificate: /^Client certificate/,
    addResource: 'Add a node or gateway of this mesh',
    resources: 'May stand for',
    lifetime: 'Lifetime',
    create: 'Create',
    save: 'Save the private key now',
    leave: 'I have saved it',
    notTaken: 'The key was neither copied nor downloaded',
    download: (what: string) => `Download: ${what}`,
    key: 'Private key',
    chain: 'Certificate',
    source: 'Certificate',
    forRequest: /^Issue it for a signing request/,
    request: 'Signing request (PEM)',
    noRequest: 'There is no whole signing request in it',
    refused: 'This request cannot be used',
    issued: 'The certificate is issued',
    revoke: 'Revoke checkout key',
    revokeNow: 'Revoke',
  },
  ja: {
    add: '認証情報の作成',
    name: '名前',
    method: '証明の方法',
    certificate: /^クライアント証明書/,
    addResource: 'このメッシュのノードやゲートウェイを追加',
    resources: '代表できるリソース',
    lifetime: '有効期間',
    create: '作成',
    save: '秘密鍵を今保存してください',
    leave: '保存しました',
    notTaken: '秘密鍵はまだコピーもダウンロードもされていません',
    download: (what: string) => `ダウンロード: ${what}`,
    key: '秘密鍵',
    chain: '証明書',
    source: '証明書',
    forRequest: /^署名要求に対して発行する/,
    request: '署名要求 (PEM)',
    noRequest: '完全な署名要求がありません',
    refused: 'この署名要求は使えません',
    issued: '証明書を発行しました',
    revoke: 'checkout key の失効',
    revokeNow: '失効',
  },
} as const;

const test = base.extend<object, { plane: TlsPlane }>({
  plane: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from a destructured parameter
    async ({}, use) => {
      const plane = await startTlsPlane();
      await use(plane);
      await plane.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ plane }, use) => use(plane.consoleUrl),
});

/** A signing request for a key that stays with us. */
async function signingRequest(): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=administrator',
    keys,
    signingAlgorithm: algorithm,
  });
  return made.toString('pem');
}

async function download(page: Page, button: string): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFileSync(await (await coming).path(), 'utf8');
}

/** What a proxy that shows the certificate gets when it says that it is the node. */
async function outcome(plane: TlsPlane, client: { certificate: string; privateKey: string }) {
  const claim = `mesh/${plane.mesh}/virtualNode/checkout`;
  const visit = await knock({ port: plane.xdsPort, ca: plane.ca, client, claim });
  visit.close();
  return visit.outcome;
}

for (const locale of ['en', 'ja'] as const) {
  test(`client certificates are issued with a key that is shown once, and for signing requests (${locale})`, async ({
    page,
    plane,
  }) => {
    const words = WORDS[locale];
    await signIn(page, plane);
    await page.context().addCookies([{ name: 'meshkeep-locale', value: locale, url: plane.consoleUrl }]);
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.goto(`/meshes/${plane.mesh}/proxies/credentials`);
    const dialog = page.getByRole('dialog');
    /** Opens the form as far as both ways are alike. */
    const begin = async (name: string) => {
      await page.getByRole('button', { name: words.add }).first().click();
      await dialog.getByLabel(words.name, { exact: true }).fill(name);
      await dialog.getByRole('combobox', { name: words.method }).click();
      await page.getByRole('option', { name: words.certificate }).click();
      await choose(dialog, words.addResource, 'checkout');
      await expect(dialog.getByLabel(words.resources)).toHaveValue(`mesh/${plane.mesh}/virtualNode/checkout`);
    };
    const create = dialog.getByRole('button', { name: words.create, exact: true });

    await test.step('with a key of ours', async () => {
      await begin('checkout key');
      expect(await findingsInBothThemes(page, '[role="dialog"]')).toEqual([]);
      await create.click();
      await expect(dialog.getByRole('heading', { name: words.save })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog.getByText(words.notTaken)).toBeVisible();
      expect(await findingsInBothThemes(page, '[role="dialog"]')).toEqual([]);
      const privateKey = await download(page, words.download(words.key));
      const certificate = await download(page, words.download(words.chain));
      await expect(dialog.getByText(words.notTaken)).toBeHidden();
      await dialog.getByRole('button', { name: words.leave }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText('PRIVATE KEY')).toHaveCount(0);
      expect(keyProblem(certificate, privateKey)).toBeUndefined();
      expect(await outcome(plane, { certificate, privateKey })).toBe('in');

      await page.getByRole('button', { name: words.revoke }).click();
      await dialog.getByRole('button', { name: words.revokeNow, exact: true }).click();
      await expect(dialog).toBeHidden();
      expect(await outcome(plane, { certificate, privateKey })).toBe(16);
    });

    await test.step('for a key of somebody else', async () => {
      await begin('checkout request');
      await dialog.getByRole('combobox', { name: words.source, exact: true }).click();
      await page.getByRole('option', { name: words.forRequest }).click();
      const request = dialog.getByRole('textbox', { name: words.request });
      await request.fill('no request');
      await expect(dialog.getByText(words.noRequest)).toBeVisible();
      await expect(create).toBeDisabled();
      const good = await signingRequest();
      const forged = good.replace(/(\n)([A-Za-z0-9+/=]{8})([^\n]*\n-----END)/, '$1AAAAAAAA$3');
      await request.fill(forged);
      await create.click();
      await expect(dialog.getByText(words.refused)).toBeVisible();
      await expect(request).toHaveValue(forged);
      expect(await findingsInBothThemes(page, '[role="dialog"]')).toEqual([]);
      await request.fill(good);
      await create.click();
      await expect(dialog.getByRole('heading', { name: words.issued })).toBeVisible();
      await expect(dialog.getByText('PRIVATE KEY')).toHaveCount(0);
      const certificate = new X509Certificate(await download(page, words.download(words.chain)));
      expect(certificate.subject).not.toContain('administrator');
      expect(certificate.subjectAltName).toMatch(/^URI:spiffe:\/\/meshkeep\.issued\/proxy-credential\//);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });
  });
}

test('who may look only sees certificates and credentials, and nothing that changes them', async ({ page, plane }) => {
  await signIn(page, { username: plane.viewer, password: plane.password });
  await page.goto('/settings/certificates');
  await expect(page.getByText('No certificate is held yet')).toBeVisible();
  await expect(page.getByText('Administrators import, issue and delete certificates.')).toBeVisible();
  await expect(page.locator('main').getByRole('button')).toHaveCount(0);
  const refused = await page.evaluate(async () => {
    const body = JSON.stringify({ issue: { names: ['a.local'] } });
    return (await fetch('/api/meshkeep/certificates', { method: 'POST', body })).status;
  });
  expect(refused).toBe(403);
  await page.goto(`/meshes/${plane.mesh}/proxies/credentials`);
  await expect(page.getByText('Administrators make and revoke credentials and authorities.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Authorities of client certificates' })).toBeVisible();
  await expect(page.locator('main').getByRole('button')).toHaveCount(0);
});
