import {
  CreateHttpNamespaceCommand,
  CreateServiceCommand,
  ListNamespacesCommand,
  RegisterInstanceCommand,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import { AxeBuilder } from '@axe-core/playwright';
import { freePortRange } from '../demo/testing/free-ports';
import { type Moto, startMotoProcess } from '../lib/runtime/testing/moto-process';
import { expect, test } from './support/fixtures';
import { AWS_PROFILE } from './support/global-setup';

let moto: Moto;
test.beforeAll(async () => {
  moto = await startMotoProcess(await freePortRange(1));
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  const aws = new ServiceDiscoveryClient({ endpoint: moto.url, region: 'eu-central-1', credentials });
  await aws.send(new CreateHttpNamespaceCommand({ Name: 'prod.apps.local' }));
  const { Namespaces = [] } = await aws.send(new ListNamespacesCommand({}));
  const { Service } = await aws.send(new CreateServiceCommand({ Name: 'ecs-backend', NamespaceId: Namespaces[0]?.Id }));
  // No node of the demo chooses it: it has no version. The traffic of the other tests stays as it is.
  const Attributes = { AWS_INSTANCE_IPV4: '10.0.0.1', AWS_INSTANCE_PORT: '8080' };
  await aws.send(new RegisterInstanceCommand({ ServiceId: Service?.Id, InstanceId: 'task-1', Attributes }));
  aws.destroy();
});
test.afterAll(() => moto.stop());

const WORDS = {
  en: {
    add: 'New connection',
    name: 'Name',
    region: 'AWS region',
    profile: /^Profile/,
    endpoint: /^Endpoint/,
    poll: 'Ask every',
    remove: /^Remove namespace/,
    addNamespace: 'Add a namespace',
    namespace: 'Name in virtual nodes',
    awsNamespace: 'Name in AWS',
    test: 'Test',
    create: 'Create',
    save: 'Save',
    noNamespace: 'No such namespace in AWS',
    known: 'prod.apps.local: AWS knows it.',
    regionError: 'A region is written as eu-central-1.',
    answers: 'Answers',
    failing: 'Needs attention',
    credentials: 'Credentials not accepted',
    change: 'Change production',
    delete: 'Delete production',
    deleteNow: 'Delete',
    empty: 'No connection yet',
    source: 'Connection production',
    silent: 'AWS does not answer',
  },
  ja: {
    add: '新しい接続',
    name: '名前',
    region: 'AWS リージョン',
    profile: /^プロファイル/,
    endpoint: /^エンドポイント/,
    poll: '問い合わせ間隔',
    remove: /を外す$/,
    addNamespace: '名前空間を追加',
    namespace: '仮想ノードでの名前',
    awsNamespace: 'AWS での名前',
    test: 'テスト',
    create: '作成',
    save: '保存',
    noNamespace: 'AWS にない名前空間です',
    known: 'prod.apps.local：AWS にあります。',
    regionError: 'リージョンは eu-central-1 のように書きます。',
    answers: '応答あり',
    failing: '要確認',
    credentials: '認証情報が受け付けられません',
    change: 'production を変更',
    delete: 'production を削除',
    deleteNow: '削除',
    empty: '接続はまだありません',
    source: '接続 production',
    silent: 'AWS から応答がなく',
  },
} as const;

for (const locale of ['en', 'ja'] as const) {
  test(`a connection to AWS Cloud Map is tried, made, watched, broken and deleted (${locale})`, async ({
    console: page,
    demo,
    baseURL,
  }) => {
    const words = WORDS[locale];
    await page.context().addCookies([{ name: 'meshkeep-locale', value: locale, url: baseURL ?? '' }]);
    await page.goto('/settings/connections');
    await expect(page.getByText(words.empty)).toBeVisible();
    await page.getByRole('button', { name: words.add }).click();

    const form = page.getByRole('dialog');
    const field = (label: string | RegExp) => form.getByLabel(label, { exact: true });
    await form.getByLabel(words.name, { exact: true }).first().fill('production');
    await field(words.region).fill('Frankfurt');
    await form.getByLabel(words.profile).fill(AWS_PROFILE);
    await form.getByLabel(words.endpoint).fill(moto.url);
    await field(words.poll).fill('1');
    await form.getByRole('button', { name: words.test, exact: true }).click();
    await expect(form.getByText(words.regionError)).toBeVisible();
    await field(words.region).fill('eu-central-1');

    // The namespaces that virtual nodes use are there already; one stays.
    while ((await form.getByRole('button', { name: words.remove }).count()) > 0) {
      await form.getByRole('button', { name: words.remove }).first().click();
    }
    await form.getByRole('button', { name: 'apps.local', exact: true }).click();
    await form.getByRole('button', { name: words.test, exact: true }).click();
    await expect(form.getByText(words.noNamespace)).toBeVisible();
    await field(words.awsNamespace).fill('prod.apps.local');
    await expect(form.getByText(words.noNamespace)).toBeHidden();
    await form.getByRole('button', { name: words.test, exact: true }).click();
    await expect(form.getByText(words.known)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    await form.getByRole('button', { name: words.create, exact: true }).click();
    await expect(form).toBeHidden();

    const row = page.getByRole('row').filter({ hasText: 'ecs-backend' });
    await expect(row.getByText(words.answers)).toBeVisible();
    await expect(row.getByRole('cell').nth(2)).toHaveText('1');

    await page.getByRole('button', { name: words.change }).click();
    await form.getByLabel(words.profile).fill('nobody');
    await form.getByRole('button', { name: words.save, exact: true }).click();
    await expect(row.getByText(words.credentials)).toBeVisible();
    await expect(page.getByText(words.failing, { exact: true })).toBeVisible();
    // What AWS told last stays.
    await expect(row.getByRole('cell').nth(2)).toHaveText('1');
    const page2 = await new AxeBuilder({ page }).analyze();
    expect(page2.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);

    // A node of the service tells it too.
    await page.goto(`/meshes/${demo.mesh}?select=virtualNode//ecs-backend-v1`);
    await expect(page.getByRole('link', { name: words.source })).toBeVisible();
    await expect(page.getByText(words.silent)).toBeVisible();
    await page.getByRole('link', { name: words.source }).click();

    await page.getByRole('button', { name: words.delete }).click();
    await form.getByRole('button', { name: words.deleteNow, exact: true }).click();
    await expect(page.getByText(words.empty)).toBeVisible();
  });
}
