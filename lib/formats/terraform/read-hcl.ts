import { type Says, say } from '../say';
import { requireLength } from '../text/limits';
import { readable } from '../text/readable';
import type { Finding, Reading, SourceFile } from '../types';
import { Module } from './evaluate';
import { type Block, parseHcl } from './hcl/parser';
import { foreign } from './read-json';
import { addResource, dropZeroPriority, kindOfType } from './resource';

/** What makes a block more than it says; its resources are known to Terraform only. */
const MULTIPLYING = ['count', 'for_each'];

/** Reads `.tf` files as one module, as far as they are static. */
export function readHclFiles(
  files: readonly SourceFile[],
  values: Readonly<Record<string, string>>,
  reading: Reading,
): void {
  const tops = files.flatMap((file) => {
    const block = readable(file, reading, () => {
      requireLength(file.text);
      return parseHcl(file.text);
    });
    return block ? [{ file: file.name, block }] : [];
  });
  const module = new Module(
    tops.map(({ block }) => block),
    values,
  );
  for (const { file, block } of tops) readTop(file, block, module, reading);
}

function readTop(file: string, top: Block, module: Module, reading: Reading): void {
  const others: string[] = [];
  for (const block of top.blocks) {
    const [type = '', name = ''] = block.labels;
    const kind = block.type === 'resource' ? kindOfType(type) : undefined;
    if (kind) readBlock(kind, `${type}.${name}`, file, block, module, reading);
    else if (block.type === 'resource') others.push(type);
    else if (block.type === 'module') {
      reading.findings.push(notStatic(file, `module.${type}`, say('module')));
    }
  }
  foreign(others, file, reading);
}

function readBlock(
  kind: Parameters<typeof addResource>[1],
  address: string,
  file: string,
  block: Block,
  module: Module,
  reading: Reading,
): void {
  const multiplied = MULTIPLYING.find((name) => block.attributes.has(name));
  const dynamic = dynamicBlock(block);
  if (multiplied !== undefined || dynamic !== undefined) {
    const cause = multiplied ?? `dynamic "${dynamic}"`;
    reading.findings.push(notStatic(file, `line ${block.line}, ${address}`, say('multiplied', { cause })));
    return;
  }
  const { lifecycle: _, depends_on: __, provider: ___, ...given } = valuesOf(block, module);
  const where = `line ${block.line}, ${address}`;
  if (!dropZeroPriority(addResource(reading, kind, given, { file, where }))) return;
  reading.findings.push({ file, where: `${where}: spec.priority`, kind: 'unknown-field', ...say('zeroPriority') });
}

function dynamicBlock(block: Block): string | undefined {
  for (const inner of block.blocks) {
    const found = inner.type === 'dynamic' ? inner.labels[0] : dynamicBlock(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Attributes with their values; blocks as lists, as `terraform show -json` has them. */
function valuesOf(block: Block, module: Module): Record<string, unknown> {
  const attributes = [...block.attributes].map(([name, value]): [string, unknown] => [name, module.of(value)]);
  const blocks = [...Map.groupBy(block.blocks, (inner) => inner.type)].map(([type, same]): [string, unknown] => [
    type,
    same.map((inner) => valuesOf(inner, module)),
  ]);
  return Object.fromEntries([...attributes, ...blocks]);
}

function notStatic(file: string, where: string, says: Says): Finding {
  return { file, where, kind: 'not-expressible', ...says };
}
