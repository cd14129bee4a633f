/**
 * `npm run --silent export -- --mesh NAME --format cli|crd|cfn [--out FOLDER] [--endpoint-url URL]`: a mesh as files of
 * another system (docs/import.md), read through the App Mesh API with the credentials of the AWS SDK's standard chain.
 * Without --out the text goes to stdout. What the format cannot say is named on stderr. Exit code 1 when the mesh could
 * not be read, 2 when the command is wrong.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AppMeshClient } from '@aws-sdk/client-app-mesh';
import { AwayError, type Endpoint, RemoteError, readMesh } from '@/lib/aws';
import { EXPORT_FORMATS, type ExportDocument, type ExportFormat, exportResources, toExported } from '@/lib/formats';
import { parseArn } from '@/lib/model';

const USAGE = `usage: npm run --silent export -- --mesh NAME --format ${EXPORT_FORMATS.join('|')} [--out FOLDER] [--endpoint-url URL]`;

class UsageError extends Error {}

interface Options {
  mesh: string;
  format: ExportFormat;
  out: string | undefined;
  endpoint: string;
  region: string;
}

async function main(): Promise<void> {
  const { mesh, format, out, endpoint, region } = options();
  const found = await readMesh(await endpointOf(endpoint, region), mesh);
  const arn = found[0] && parseArn(found[0].arn);
  const resources = toExported(mesh, found);
  const account = arn ? { account: arn.account, region: arn.region } : {};
  const document = exportResources(format, resources, account);
  if (out !== undefined) writeFiles(document, out);
  // Inputs of several operations are one document on stdout: what `npm run import` prints, and reads again.
  else if (format === 'cli') process.stdout.write(`${JSON.stringify({ resources }, null, 2)}\n`);
  else for (const { text } of document.files) process.stdout.write(text);
  for (const { where, message } of document.lost) console.error(`export: not carried over: ${where}: ${message}`);
}

function options(): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { mesh: text, format: text, out: text, 'endpoint-url': text },
  });
  const format = EXPORT_FORMATS.find((known) => known === values.format);
  if (!values.mesh) throw new UsageError('--mesh is missing');
  if (!format) throw new UsageError(`--format must be one of ${EXPORT_FORMATS.join(', ')}`);
  if (positionals.length > 0) throw new UsageError(`what is ${JSON.stringify(positionals[0])}?`);
  const { AWS_ENDPOINT_URL_APP_MESH, AWS_ENDPOINT_URL, MESHKEEP_API_URL, AWS_REGION, MESHKEEP_REGION } = process.env;
  const own = MESHKEEP_API_URL ?? `http://127.0.0.1:${process.env.MESHKEEP_API_PORT ?? '4040'}`;
  const endpoint = values['endpoint-url'] ?? AWS_ENDPOINT_URL_APP_MESH ?? AWS_ENDPOINT_URL ?? own;
  return { mesh: values.mesh, format, out: values.out, endpoint, region: AWS_REGION ?? MESHKEEP_REGION ?? 'us-east-1' };
}

async function endpointOf(url: string, region: string): Promise<Endpoint> {
  const client = new AppMeshClient({ endpoint: url, region });
  try {
    return { url, region, key: await client.config.credentials() };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`no credentials (${why}): set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE`);
  } finally {
    client.destroy();
  }
}

/** Into a folder that is new or empty: files of an older export beside newer ones would be one mesh too many. */
function writeFiles({ files }: ExportDocument, folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new UsageError(`${folder} is not empty`);
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeFileSync(path.join(folder, name), text);
  console.error(`export: wrote ${files.length} file(s) into ${folder}`);
}

try {
  await main();
} catch (cause) {
  const wrongUse = cause instanceof UsageError || (cause instanceof TypeError && 'code' in cause);
  if (!wrongUse && !(cause instanceof RemoteError) && !(cause instanceof AwayError)) throw cause;
  console.error(`export: ${cause.message}${wrongUse ? `\n${USAGE}` : ''}`);
  process.exitCode = wrongUse ? 2 : 1;
}
