import { type AppMeshClient, CreateMeshCommand, DescribeVirtualNodeCommand } from '@aws-sdk/client-app-mesh';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

/** Files as somebody has them on disk: manifests with a placeholder, a template with a parameter, a variant, a README. */
function folder(mesh: string) {
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const node = (hostname: string) =>
    JSON.stringify({
      meshName: mesh,
      virtualNodeName: 'cart-v1',
      spec: {
        listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
        serviceDiscovery: { dns: { hostname } },
      },
    });
  return [
    file(
      'mesh.yaml',
      `apiVersion: appmesh.k8s.aws/v1beta2
kind: Mesh
metadata: { name: ${mesh} }
spec: { awsName: ${mesh} }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: cart, namespace: shop }
spec:
  awsName: cart
  listeners: [{ portMapping: { port: 8080, protocol: http } }]
  routes:
    - name: all
      httpRoute:
        match: { prefix: / }
        action: { weightedTargets: [{ virtualNodeARN: "arn:aws:appmesh:us-east-1:000000000000:mesh/${mesh}/virtualNode/cart-v1", weight: 1 }] }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  awsName: "cart.\${DOMAIN}"
  provider: { virtualRouter: { virtualRouterRef: { name: cart } } }
`,
    ),
    file('node.json', node('cart-v1.local')),
    file('variant.json', node('elsewhere.local')),
    file('README.md', '# Meshes of the shop'),
  ];
}

async function give(page: Page, files: ReturnType<typeof folder>): Promise<void> {
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await page.locator('input[type=file]').first().setInputFiles(files);
}

const hostOf = async (appMesh: AppMeshClient, meshName: string) => {
  const { virtualNode } = await appMesh.send(new DescribeVirtualNodeCommand({ meshName, virtualNodeName: 'cart-v1' }));
  return virtualNode?.spec?.serviceDiscovery?.dns?.hostname;
};

test('files make a mesh: to-dos are answered, the draft is reviewed and applied, and importing again changes nothing', async ({
  console: page,
  appMesh,
}) => {
  const mesh = `imported-${process.pid}-${test.info().repeatEachIndex}`;
  const found = page.getByRole('region', { name: 'Found' });

  await test.step('from the list of meshes, each file is recognised', async () => {
    await page.goto('/meshes');
    await page.getByRole('link', { name: 'Import files' }).first().click();
    await give(page, folder(mesh));
    await expect(found).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Format of mesh.yaml' })).toContainText('Kubernetes CRD');
    await expect(page.getByRole('combobox', { name: 'Format of node.json' })).toContainText('App Mesh CLI JSON');
    await expect(page.getByText('1 file looks like none of these formats')).toBeVisible();
  });

  await test.step('a missing value is filled in by keyboard, one of two definitions is chosen', async () => {
    await expect(found.getByText('waits for DOMAIN')).toBeVisible();
    await page.getByLabel('DOMAIN', { exact: true }).focus();
    await page.keyboard.type('local');
    await page.keyboard.press('Enter');
    await expect(found.getByRole('button', { name: 'Show cart.local' })).toBeVisible();
    await page.getByLabel('node.json, whole file').check();
    await expect(found.getByRole('button', { name: 'Show cart-v1' })).toBeVisible();
  });

  await test.step('leaving the page loses nothing', async () => {
    await page.getByRole('link', { name: 'Meshes' }).first().click();
    await page.getByRole('link', { name: 'Import files' }).first().click();
    await expect(found.getByRole('button', { name: 'Show cart.local' })).toBeVisible();
  });

  await test.step('the draft opens with its plan, and is applied', async () => {
    await expect(page.getByLabel('Name of the new mesh')).toHaveValue(mesh);
    await page.getByRole('button', { name: 'Create draft' }).click();
    await expect(page.getByRole('heading', { name: 'Review & apply' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'cart-v1' })).toContainText('Added');
    await page.getByRole('button', { name: 'Apply 4 changes' }).click();
    await expect(page.getByTestId('receipt')).toBeVisible();
    expect(await hostOf(appMesh, mesh)).toBe('cart-v1.local');
  });

  await test.step('what was exported is the same mesh', async () => {
    await page.getByRole('link', { name: 'Import/Export' }).click();
    await page.getByRole('link', { name: 'Export', exact: true }).click();
    await page.getByRole('combobox', { name: 'Format' }).click();
    await page.getByRole('option', { name: 'CloudFormation' }).click();
    await expect(page.getByTestId('export-text')).toContainText('AWS::AppMesh::VirtualRouter');
    const text = (await page.getByTestId('export-text').textContent()) ?? '';
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Paste text' }).click();
    await page.getByRole('dialog').getByLabel('Text').fill(text);
    await page.getByRole('button', { name: 'Add text' }).click();
    await expect(page.getByText('The mesh has all of this already.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create draft' })).toBeDisabled();
  });
});

test('where the mesh has another definition, a person decides; an unreadable file keeps nothing else out', async ({
  console: page,
  appMesh,
}) => {
  const meshName = `clash-${process.pid}-${test.info().repeatEachIndex}`;
  await appMesh.send(new CreateMeshCommand({ meshName }));
  await page.goto(`/meshes/${meshName}`);
  const [, node, variant] = folder(meshName);
  if (!node || !variant) throw new Error('the folder has a node and its variant');

  await test.step('files are given on the first screen of the empty mesh', async () => {
    await expect(page.getByRole('heading', { name: 'This mesh is empty' })).toBeVisible();
    await give(page, [node]);
    await page.getByRole('button', { name: 'Create draft' }).click();
    await page.getByRole('button', { name: 'Apply 1 change' }).click();
    await expect(page.getByTestId('receipt')).toBeVisible();
  });

  await test.step('another definition is asked about, and the difference is shown', async () => {
    await page.getByRole('link', { name: 'Import/Export' }).click();
    await page.getByRole('button', { name: 'Remove all' }).click();
    const broken = { ...variant, name: 'broken.json', buffer: Buffer.from('{ "meshName": ') };
    await give(page, [variant, broken]);
    await expect(page.getByText('Cannot be read')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create draft' })).toBeDisabled();
    await page.getByRole('button', { name: 'Show cart-v1' }).click();
    await expect(page.getByText('+ dns:').or(page.getByText('elsewhere.local'))).toBeVisible();
    await page.getByRole('radio', { name: 'Keep the mesh’s' }).check();
    await expect(page.getByRole('button', { name: 'Create draft' })).toBeDisabled();
    await page.getByRole('radio', { name: 'Replace' }).check();
    await page.getByRole('button', { name: 'Create draft' }).click();
  });

  await test.step('the draft has the change, and what is left to do as a comment', async () => {
    const change = page.getByRole('region', { name: 'cart-v1' });
    await expect(change).toContainText('Changed');
    await expect(page.getByText('Left to do from the import:')).toBeVisible();
    expect(await hostOf(appMesh, meshName)).toBe('cart-v1.local');
  });
});

test('what is too much is refused with its reason, and what was given stays', async ({ console: page }) => {
  await page.goto('/import');
  await give(page, [{ name: 'big.yaml', mimeType: 'text/plain', buffer: Buffer.from(`a: ${'x'.repeat(5_000_000)}`) }]);
  await expect(page.getByText('1 file looks like none of these formats')).toBeVisible();
  await page.getByRole('combobox', { name: 'Format of big.yaml' }).click();
  await page.getByRole('option', { name: 'Kubernetes CRD' }).click();
  await expect(page.getByText(/too large: 4.8 MiB, the limit is 1.0 MiB/)).toBeVisible();
  const bomb = ['a: &a [x]', ...[...'bcdefghij'].map((letter, i) => bombLine(letter, 'abcdefghi'[i] ?? ''))].join('\n');
  await give(page, [{ name: 'bomb.json', mimeType: 'text/plain', buffer: Buffer.from(`Type: AWS::X::Y\n${bomb}`) }]);
  await expect(page.getByText(/values in the file once its aliases are followed/)).toBeVisible();
  const huge = { name: 'huge.json', mimeType: 'text/plain', buffer: Buffer.alloc(17 * 1024 * 1024, 'x') };
  await give(page, [huge]);
  await expect(page.getByText('huge.json is too large; use the command line')).toBeVisible();
  await expect(page.getByText('big.yaml').first()).toBeVisible();
});

function bombLine(letter: string, before: string): string {
  return `${letter}: &${letter} [${Array(9).fill(`*${before}`).join(', ')}]`;
}
