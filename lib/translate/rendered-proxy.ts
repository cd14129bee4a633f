import type { CertificateDirectory, InstanceDirectory, MeshSnapshot } from '@/lib/model';
import type { SecretIr } from './ir/tls';
import { sameItems } from './memo';
import type { WholeProxy } from './to-envoy/node-parts';
import { secretResource } from './to-envoy/secrets';
import type { EncodedResource, RenderedConfig } from './types';

type Table = ReadonlyMap<string, EncodedResource>;

const NOTHING: Table = new Map();
const NO_SECRETS: readonly EncodedResource[] = [];

/** Nothing of any type. */
export const EMPTY: RenderedConfig = {
  cluster: NOTHING,
  endpoint: NOTHING,
  listener: NOTHING,
  route: NOTHING,
  secret: NOTHING,
};

/** What is looked up when a proxy is rendered. */
interface Directories {
  directory: InstanceDirectory;
  certificates: CertificateDirectory;
}

/** Makes all resources of a proxy but its endpoints; `before` is what it made last. */
type Make<W extends WholeProxy> = (snapshot: MeshSnapshot, before?: W) => W;

/**
 * One virtual node or gateway, for one profile. It keeps what it rendered last, so that the next rendering touches only
 * what depends on a change; the result is a function of the input all the same.
 */
export class RenderedProxy<W extends WholeProxy = WholeProxy> {
  readonly #make: Make<W>;
  #whole: W | undefined;
  #endpoints: readonly EncodedResource[] = [];
  #secrets: readonly EncodedResource[] = [];
  #config: RenderedConfig = EMPTY;
  /** The directory that the endpoints came from. */
  #asked: { directory?: InstanceDirectory; version?: number | undefined } = {};

  constructor(make: Make<W>) {
    this.#make = make;
  }

  /** The same tables where nothing of their type changed, and the same object where nothing did. */
  render(snapshot: MeshSnapshot, { directory, certificates }: Directories): RenderedConfig {
    const before = this.#whole;
    const whole = this.#make(snapshot, before);
    const endpoints = this.#endpointsOf(whole, directory);
    const secrets = heldSecrets(whole.secrets, certificates);
    const stays = whole === before && sameItems(this.#endpoints, endpoints) && sameItems(this.#secrets, secrets);
    if (stays) return this.#config;
    const { cluster, endpoint, listener, route, secret } = this.#config;
    this.#config = {
      cluster: table(whole.clusters, before?.clusters, cluster),
      endpoint: table(endpoints, this.#endpoints, endpoint),
      listener: table(whole.listeners, before?.listeners, listener),
      route: table(whole.routes, before?.routes, route),
      secret: table(secrets, this.#secrets, secret),
    };
    this.#whole = whole;
    this.#endpoints = endpoints;
    this.#secrets = secrets;
    return this.#config;
  }

  #endpointsOf({ assignments }: W, directory: InstanceDirectory): readonly EncodedResource[] {
    const { version } = directory;
    const asked = this.#asked;
    this.#asked = { directory, version };
    const stay = asked.directory === directory && version !== undefined && asked.version === version;
    if (stay && assignments === this.#whole?.assignments) return this.#endpoints;
    return assignments.map((assignment) => assignment(directory));
  }
}

/** Each secret once, as far as we hold it. */
function heldSecrets(secrets: readonly SecretIr[], certificates: CertificateDirectory): readonly EncodedResource[] {
  if (secrets.length === 0) return NO_SECRETS;
  const byName = new Map(secrets.map((secret) => [secret.name, secret]));
  return [...byName.values()].flatMap((secret) => secretResource(secret, certificates) ?? []);
}

/** By name, in the order of the names; the table of before where it holds the same. */
function table(resources: readonly EncodedResource[], former: readonly EncodedResource[] = [], known: Table): Table {
  if (sameItems(former, resources)) return known;
  const sorted = [...resources].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(sorted.map((resource) => [resource.name, resource]));
}
