import type { ImportFormat, SourceFile } from '../types';

/** As much of a file as is looked at. */
const HEAD = 256 * 1024;

/** Endings of files that may hold definitions, and names without one. Documents and scripts quote them at most. */
const MAY_HOLD = /(^|\/)[^./]+$|\.(json|ya?ml|tf|tpl|tmpl|template|txt|cfn|jq)$/i;

/**
 * What a file looks like, by its words and then by its name; undefined when it is none of ours (a README, a script).
 * A person can say otherwise: reading it then tells what is wrong with it.
 */
export function detectFormat({ name, text }: SourceFile): ImportFormat | undefined {
  if (!MAY_HOLD.test(name)) return undefined;
  const head = text.slice(0, HEAD);
  return byWords(head) ?? byName(name, head);
}

const TERRAFORM = /^\s*(resource|data)\s+"aws_appmesh_|"(terraform_version|format_version)"\s*:/m;
const KUBERNETES = /appmesh\.k8s\.aws\//;
const CLOUDFORMATION = /AWSTemplateFormatVersion|["']?Type["']?\s*:\s*["']?AWS::\w+::/;

function byWords(head: string): ImportFormat | undefined {
  if (TERRAFORM.test(head)) return 'tf';
  if (KUBERNETES.test(head)) return 'crd';
  return CLOUDFORMATION.test(head) ? 'cfn' : undefined;
}

const APP_MESH_INPUT =
  /["']?\b(meshName|virtual(Node|Router|Service|Gateway)(Name)?|spec|listeners|(http2?|grpc|tcp)Route|serviceDiscovery|egressFilter)\b["']?\s*:/;

function byName(name: string, head: string): ImportFormat | undefined {
  if (/\.tf$/i.test(name)) return 'tf';
  if (/^apiVersion\s*:/m.test(head) && /^kind\s*:/m.test(head)) return 'crd';
  const isJson = /\.json$/i.test(name) || /^[\s\uFEFF]*[[{]/.test(head);
  const mayBe = isJson || /\.ya?ml$/i.test(name) || !/\.\w+$/.test(name);
  if (mayBe && APP_MESH_INPUT.test(head)) return 'cli';
  // An empty mesh input: `{}` or `{"spec": {}}`.
  return /^[\s\uFEFF]*\{\s*\}\s*$/.test(head) ? 'cli' : undefined;
}
