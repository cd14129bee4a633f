/** Members of Envoy's secrets that nobody may read: private keys, their passwords, tickets, and whatever a generic one holds. */
const HIDDEN = new Set(['private_key', 'private_key_provider', 'password', 'keys', 'pkcs12', 'generic_secret']);

/** Stands where something was left out. */
const MARK = '(not shown)';

/** A secret in Envoy's JSON form without what must stay secret. */
export function hideKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, HIDDEN.has(name) ? MARK : hideKeys(member)]),
  );
}
