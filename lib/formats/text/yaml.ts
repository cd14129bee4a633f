import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { MOST_DEPTH, MOST_DOCUMENTS, MOST_YAML, MOST_YAML_VALUES, requireLength, UnreadableText } from './limits';

/** One document of a YAML text: its value, or why it cannot be read. Lines count from 1. */
export type YamlDocument = { line: number } & (
  | { value: unknown; error?: undefined }
  | { value?: undefined; error: string }
);

/** How a tagged node becomes a value: CloudFormation's `!Ref x` and kin. */
export type TagReader = (tag: string, value: unknown) => unknown;

const refuseTag: TagReader = (tag) => {
  throw new UnreadableText(`unknown tag ${tag}`);
};

/** Documents of a YAML text; empty ones (`---` alone, comments) are left out. One bad document spares the others. */
export function readYaml(text: string, readTag: TagReader = refuseTag): YamlDocument[] {
  requireLength(text, MOST_YAML);
  if ((text.match(/^---/gm)?.length ?? 0) > MOST_DOCUMENTS) {
    throw new UnreadableText(`more than ${MOST_DOCUMENTS} documents in one file`);
  }
  const lines = new LineCounter();
  const documents = parseAll(text, lines);
  const plain = new Plain(readTag);
  return documents.map((document) => readDocument(document, lines, plain)).filter((d) => d.error || d.value !== null);
}

function parseAll(text: string, lineCounter: LineCounter): Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
    return Array.isArray(documents) ? documents : [];
  } catch (cause) {
    if (cause instanceof RangeError) throw new UnreadableText('nested too deep to be read');
    throw cause;
  }
}

function readDocument(document: Document.Parsed, lines: LineCounter, plain: Plain): YamlDocument {
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const line = lineAt(document.contents?.range?.[0] ?? document.range[0]);
  const [error] = document.errors;
  if (error) return { line: lineAt(error.pos[0]), error: `not YAML: ${error.message}` };
  try {
    return { line, value: plain.document(document) ?? null };
  } catch (cause) {
    if (cause instanceof UnreadableText) return { line, error: cause.message };
    throw cause;
  }
}

/** Turns the documents of one file into plain values, with a limit on how much aliases may unfold to. */
class Plain {
  private count = 0;
  /** Anchors of a document met so far: an alias stands behind its anchor, so the walk has passed it. */
  private readonly anchors = new Map<string, Node>();

  constructor(private readonly readTag: TagReader) {}

  document({ contents }: Document.Parsed): unknown {
    this.anchors.clear();
    return this.of(contents, 0);
  }

  private of(node: unknown, depth: number): unknown {
    if (++this.count > MOST_YAML_VALUES) {
      throw new UnreadableText(`more than ${MOST_YAML_VALUES} values in the file once its aliases are followed`);
    }
    if (depth > MOST_DEPTH) throw new UnreadableText(`nested deeper than ${MOST_DEPTH}, or an alias inside itself`);
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (!target) throw new UnreadableText(`the alias *${node.source} has no anchor before it`);
      return this.of(target, depth + 1);
    }
    const { anchor, tag } = (node ?? {}) as { anchor?: string; tag?: string };
    if (anchor !== undefined) this.anchors.set(anchor, node as Node);
    const value = this.untagged(node, depth);
    return tag?.startsWith('!') ? this.readTag(tag, value) : value;
  }

  private untagged(node: unknown, depth: number): unknown {
    if (isMap(node)) return this.map(node.items, depth);
    if (isSeq(node)) return node.items.map((item) => this.of(item, depth + 1));
    return isScalar(node) ? node.value : null;
  }

  private map(items: readonly { key: unknown; value: unknown }[], depth: number): Record<string, unknown> {
    const own = new Map<string, unknown>();
    const merged = new Map<string, unknown>();
    for (const { key, value } of items) {
      const name = String(isScalar(key) ? key.value : this.of(key, depth + 1));
      const member = this.of(value, depth + 1);
      if (name === '<<') for (const source of [member].flat().reverse()) addAll(merged, source);
      else own.set(name, member);
    }
    return Object.fromEntries([...merged, ...own]);
  }
}

function addAll(map: Map<string, unknown>, source: unknown): void {
  for (const [key, value] of Object.entries(source ?? {})) map.set(key, value);
}
