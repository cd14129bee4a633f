import { stringify } from 'yaml';
import type { BootstrapFile, BootstrapFormat, BootstrapNote } from '@/lib/model';
import { ecsTaskParts } from './ecs';
import { type BootstrapInput, envoyBootstrap } from './envoy';
import { kubernetesParts } from './k8s';
import { envoyArguments, shellScript } from './shell';

/** Image of our sidecar as deploy/sidecar builds it; a registry of one's own goes before it. */
const IMAGE = 'meshkeep-sidecar:latest';

/** What comes out, without what only the door knows. */
export interface BootstrapOutput {
  files: BootstrapFile[];
  notes: BootstrapNote[];
}

/** Writes a bootstrap in the formats that are asked for. */
export function createBootstrap(input: BootstrapInput, formats: readonly BootstrapFormat[]): BootstrapOutput {
  const outputs = formats.map((format) => WRITERS[format](input));
  const plain = 'host' in input.controlPlane && !input.controlPlane.tls && !isLoopback(input.controlPlane.host);
  return {
    files: outputs.flatMap(({ files }) => files),
    notes: [...(plain ? [{ code: 'no-tls' as const }] : []), ...outputs.flatMap(({ notes }) => notes)],
  };
}

const WRITERS: Readonly<Record<BootstrapFormat, (input: BootstrapInput) => BootstrapOutput>> = {
  'envoy.yaml': envoyYaml,
  cli,
  ecs,
  k8s,
};

function envoyYaml(input: BootstrapInput): BootstrapOutput {
  const { bootstrap, files } = envoyBootstrap(input);
  const format = 'envoy.yaml';
  return {
    files: [
      { format, name: 'envoy.yaml', language: 'yaml', text: yamlText(bootstrap) },
      ...files.map(({ path, text }) => ({ format, name: path, language: 'json' as const, text }) as const),
    ],
    notes: secretNotes(input, format),
  };
}

function cli(input: BootstrapInput): BootstrapOutput {
  const { bootstrap, files } = envoyBootstrap(input);
  const all = [{ path: 'envoy.yaml', text: yamlText(bootstrap) }, ...files];
  const text = shellScript(all, envoyArguments(input.options));
  return {
    files: [{ format: 'cli', name: 'start-envoy.sh', language: 'shell', text }],
    notes: secretNotes(input, 'cli'),
  };
}

function ecs(input: BootstrapInput): BootstrapOutput {
  const { image = IMAGE, appPorts = [] } = input.options;
  const hasSecret = input.credential.type === 'token' || input.credential.type === 'token-variable';
  const text = `${JSON.stringify(ecsTaskParts(input, image, appPorts), null, 2)}\n`;
  return {
    files: [{ format: 'ecs', name: 'task-definition-parts.json', language: 'json', text }],
    notes: [
      ...(hasSecret ? [{ code: 'enter-secret-arn' as const, format: 'ecs' as const }] : []),
      ...portNotes(input, 'ecs'),
      ...(input.resource.kind === 'virtualNode' ? [{ code: 'app-depends-on' as const, format: 'ecs' as const }] : []),
    ],
  };
}

function k8s(input: BootstrapInput): BootstrapOutput {
  const { image = IMAGE, appPorts = [] } = input.options;
  const { patch, secret } = kubernetesParts(input, image, appPorts);
  const files: BootstrapFile[] = [{ format: 'k8s', name: 'patch.yaml', language: 'yaml', text: yamlText(patch) }];
  if (secret) files.push({ format: 'k8s', name: 'secret.yaml', language: 'yaml', text: yamlText(secret) });
  return { files, notes: [...secretNotes(input, 'k8s'), ...portNotes(input, 'k8s')] };
}

function secretNotes({ credential }: BootstrapInput, format: BootstrapFormat): BootstrapNote[] {
  return credential.type === 'token' ? [{ code: 'token-is-secret', format }] : [];
}

/** Interception without ports intercepts no incoming connection. */
function portNotes({ resource, options }: BootstrapInput, format: BootstrapFormat): BootstrapNote[] {
  const intercepts = resource.kind === 'virtualNode' && options.dataplane?.mode !== 'explicit';
  return intercepts && !options.appPorts?.length ? [{ code: 'no-listeners', format }] : [];
}

function isLoopback(host: string): boolean {
  return /^(127\.|::1$|localhost$)/.test(host);
}

/**
 * Long texts (certificates) as they are, and no anchors, which people find odd. YAML 1.1, as Kubernetes reads it: a bare
 * `off` would be false there.
 */
function yamlText(value: object): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
