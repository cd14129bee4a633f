import { ClientError } from './fetch';

/**
 * The control plane's own words on one member of what it was sent, such as `import.certificate`; undefined where it did
 * not refuse that one. It writes a line for each: `body.import.certificate: holds no certificate in PEM`.
 */
export function refusedField(error: unknown, member: string): string | undefined {
  if (!(error instanceof ClientError) || error.code !== 'bad-request') return undefined;
  const start = `body.${member}`;
  const line = error.message.split('\n').find((one) => one.startsWith(`${start}:`) || one.startsWith(`${start}.`));
  return line?.slice(line.indexOf(': ') + 2);
}
