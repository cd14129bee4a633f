import type { ReadTx, RegistryChange, RegistryService } from '../types';

/** Cloud Map services whose instances a transaction changed, to be told in one event. */
export class TouchedServices {
  readonly #byId = new Map<string, Omit<RegistryChange, 'instances'>>();

  /** Notes a service while it and its namespace are still there to be named. */
  async touch(tx: ReadTx, service: RegistryService | undefined): Promise<void> {
    if (!service || this.#byId.has(service.id)) return;
    const namespace = await tx.namespace(service.namespaceId);
    if (!namespace) return;
    this.#byId.set(service.id, {
      scope: service.scope,
      namespaceName: namespace.name,
      serviceName: service.name,
    });
  }

  /** The touched services with the instances that they have now. */
  async changes(tx: ReadTx): Promise<RegistryChange[]> {
    const changes: RegistryChange[] = [];
    for (const [id, names] of this.#byId) {
      const instances = await tx.instances(id);
      changes.push({
        ...names,
        instances: instances.map(({ id, attributes, health }) => ({ id, attributes, ...(health && { health }) })),
      });
    }
    return changes;
  }
}
