import { once } from 'node:events';
import { connect } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/fixtures';

const WORDS = {
  en: { title: 'Connections turned away at the xDS port', garbage: 'It did not speak HTTP/2' },
  ja: { title: 'xDS ポートで断られた接続', garbage: 'HTTP/2 ではありません' },
};

for (const [locale, words] of Object.entries(WORDS)) {
  test(`what was turned away at the xDS port is counted on the page of proxies (${locale})`, async ({
    console: page,
    demo,
  }) => {
    const stranger = connect(Number(demo.xdsAddress.split(':').at(-1)), '127.0.0.1');
    stranger.on('error', () => undefined);
    stranger.resume();
    stranger.write('GET / HTTP/1.1\r\nHost: example.com\r\n\r\n');
    await once(stranger, 'close');
    await page.context().addCookies([{ name: 'meshkeep-locale', value: locale, url: demo.consoleUrl }]);
    await page.emulateMedia({ colorScheme: locale === 'ja' ? 'dark' : 'light' });
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.goto(`/meshes/${demo.mesh}/proxies`);
    const counts = page.getByRole('region', { name: words.title });
    const row = counts.getByRole('row').filter({ hasText: words.garbage });
    await expect(row.getByRole('cell').nth(1)).toHaveText(/^[1-9]/);
    await expect(row.getByRole('cell').nth(2)).toHaveText('127.0.0.1');
    const { violations } = await new AxeBuilder({ page }).include(`[aria-label="${words.title}"]`).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(overflow).toBe(false);
  });
}
