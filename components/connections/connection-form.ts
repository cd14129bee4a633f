import {
  CALLS_PER_SECOND,
  type ConnectionInput,
  connectionInputSchema,
  type MappedNamespace,
  POLL_SECONDS,
} from '@/lib/model';

/** One row of the namespace mapping as it is typed; a name in AWS that is left empty is the same. */
export interface NamespaceRow {
  id: number;
  namespace: string;
  awsNamespace: string;
  ownerAccount: string;
}

/** The form as it is typed. */
export interface ConnectionForm {
  name: string;
  awsRegion: string;
  profile: string;
  endpoint: string;
  pollSeconds: number | undefined;
  callsPerSecond: number | undefined;
  namespaces: readonly NamespaceRow[];
}

/** Fields that may be wrong; those of a namespace as `namespaces.0.ownerAccount`, too many as `namespaces.count`. */
export type FormErrors = ReadonlySet<string>;

/** A form for a connection, or for a new one with the namespaces that virtual nodes use. */
export function formOf(connection: ConnectionInput | undefined, namespacesInUse: readonly string[]): ConnectionForm {
  const namespaces: readonly MappedNamespace[] =
    connection?.namespaces ?? namespacesInUse.map((namespace) => ({ namespace, awsNamespace: namespace }));
  return {
    name: connection?.name ?? '',
    awsRegion: connection?.awsRegion ?? '',
    profile: connection?.profile ?? '',
    endpoint: connection?.endpoint ?? '',
    pollSeconds: connection?.pollSeconds ?? POLL_SECONDS.standard,
    callsPerSecond: connection?.callsPerSecond ?? CALLS_PER_SECOND.standard,
    namespaces: namespaces.map((mapped, id) => ({
      id,
      namespace: mapped.namespace,
      awsNamespace: mapped.awsNamespace === mapped.namespace ? '' : mapped.awsNamespace,
      ownerAccount: mapped.ownerAccount ?? '',
    })),
  };
}

/** What the control plane is sent, or the fields that it would refuse, by its own schema. */
export function inputOf(form: ConnectionForm): { input: ConnectionInput } | { errors: FormErrors } {
  const optional = (text: string) => text.trim() || undefined;
  const parsed = connectionInputSchema.safeParse({
    ...form,
    profile: optional(form.profile),
    endpoint: optional(form.endpoint),
    namespaces: form.namespaces.map(({ namespace, awsNamespace, ownerAccount }) => ({
      namespace: namespace.trim(),
      awsNamespace: optional(awsNamespace) ?? namespace.trim(),
      ownerAccount: optional(ownerAccount),
    })),
  });
  if (parsed.success) return { input: parsed.data };
  return { errors: new Set(parsed.error.issues.map(fieldOf)) };
}

function fieldOf({ path, code }: { path: readonly PropertyKey[]; code: string }): string {
  const field = path.join('.');
  return field === 'namespaces' && code === 'too_big' ? 'namespaces.count' : field;
}
