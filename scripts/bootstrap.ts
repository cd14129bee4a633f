/**
 * `npm run --silent bootstrap -- --resource mesh/M/virtualNode/N [--format envoy.yaml|cli|ecs|k8s] …`: prints what an
 * Envoy must be told to be that node or gateway (lib/bootstrap). Asks no control plane. Exit code 2 when the command is
 * wrong.
 */
import { bootstrapCommand, USAGE, UsageError } from './bootstrap/command';

try {
  process.stdout.write(bootstrapCommand(process.argv.slice(2), (line) => console.error(line)));
} catch (cause) {
  if (!(cause instanceof UsageError)) throw cause;
  console.error(`bootstrap: ${cause.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
