/** Shell lines that write the files and start Envoy: to be pasted on a machine. */
import type { BootstrapOptions } from '@/lib/model';
import { shellWord } from '@/lib/util';
import type { ExtraFile } from './envoy';

/** Arguments of Envoy beside `-c`: drain time as App Mesh's agent passed it (Envoy's own is 600 s). */
export function envoyArguments({ logLevel, concurrency, drainSeconds }: BootstrapOptions): string[] {
  return [
    ...['--log-level', logLevel ?? 'info'],
    ...['--drain-time-s', String(drainSeconds ?? 20)],
    ...(concurrency === undefined ? [] : ['--concurrency', String(concurrency)]),
  ];
}

/** A script: files that may hold secrets are for their owner only. */
export function shellScript(files: readonly ExtraFile[], args: readonly string[]): string {
  const writes = files.flatMap(({ path, text }) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    return [
      ...(folder ? [`mkdir -p ${shellWord(folder)}`] : []),
      `cat > ${shellWord(path)} <<'END_OF_FILE'`,
      `${text}END_OF_FILE`,
    ];
  });
  const bootstrap = files[0]?.path ?? 'envoy.yaml';
  return `${['umask 077', ...writes, `exec envoy -c ${shellWord(bootstrap)} ${args.join(' ')}`].join('\n')}\n`;
}
