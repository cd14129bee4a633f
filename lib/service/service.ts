import type { Kind, Resource, Tag } from '@/lib/model';
import type { AccessKey, Person } from '@/lib/store';
import { findAccessKey } from './access-keys';
import type { Caller } from './caller';
import type { WriteResult } from './client-token';
import { deleteResource } from './delete-resource';
import { read, type ServiceDeps } from './deps';
import { type Ensured, ensureAdminKey, ensureAdminPerson, ensureConsoleKey, type KeyPair } from './first-start';
import type { RawInput } from './input';
import type { Page } from './paging';
import { createResource, updateResource } from './put-resource';
import { describeResource, listResources } from './read-resources';
import { createSignIn, type SignIn } from './sign-in';
import { listTags, tagResource, untagResource } from './tags';

/**
 * The use cases of App Mesh's API, identities and the first start. Inputs are whole, wherever their members travelled
 * on the wire, and are validated here. Everything throws ServiceError.
 */
export interface Service {
  createResource(caller: Caller, kind: Kind, input: RawInput): Promise<WriteResult>;
  updateResource(caller: Caller, kind: Kind, input: RawInput): Promise<WriteResult>;
  deleteResource(caller: Caller, kind: Kind, input: RawInput): Promise<WriteResult>;
  describeResource(caller: Caller, kind: Kind, input: RawInput): Promise<Resource>;
  listResources(caller: Caller, kind: Kind, input: RawInput): Promise<Page<Resource>>;
  /** Answers the revision that it made; undefined when the tags were like that already. */
  tagResource(caller: Caller, input: RawInput): Promise<number | undefined>;
  untagResource(caller: Caller, input: RawInput): Promise<number | undefined>;
  listTags(caller: Caller, input: RawInput): Promise<{ tags: Tag[]; nextToken?: string }>;

  /** For authentication only: before it nobody is authorised. */
  accessKey(id: string): Promise<AccessKey | undefined>;
  person(name: string): Promise<Person | undefined>;
  logIn: SignIn;

  ensureAdminKey(given?: KeyPair): Promise<Ensured<KeyPair>>;
  ensureConsoleKey(given?: KeyPair): Promise<Ensured<KeyPair>>;
  ensureAdminPerson(given: { name: string; password?: string }): Promise<Ensured<{ name: string; password?: string }>>;
}

/** Binds the use cases to their store, clock and settings. */
export function createService(deps: ServiceDeps): Service {
  return {
    createResource: (...call) => createResource(deps, ...call),
    updateResource: (...call) => updateResource(deps, ...call),
    deleteResource: (...call) => deleteResource(deps, ...call),
    describeResource: (...call) => describeResource(deps, ...call),
    listResources: (...call) => listResources(deps, ...call),
    tagResource: (...call) => tagResource(deps, ...call),
    untagResource: (...call) => untagResource(deps, ...call),
    listTags: (...call) => listTags(deps, ...call),
    accessKey: (id) => read(deps, (tx) => findAccessKey(tx, deps.cipher, id)),
    person: (name) => read(deps, (tx) => tx.person(name)),
    logIn: createSignIn(deps),
    ensureAdminKey: (given) => ensureAdminKey(deps, given),
    ensureConsoleKey: (given) => ensureConsoleKey(deps, given),
    ensureAdminPerson: (given) => ensureAdminPerson(deps, given),
  };
}
