/**
 * `npm run bundle`: the server programs as single files in dist/. Native modules stay outside the bundle, and so does
 * Envoy's generated API where it is only types. Everything runs on plain Node from there.
 */
import { build } from 'esbuild';

/** Where to: tests make a bundle of their own. */
const outdir = process.argv[2] ?? 'dist';

/** Programs by the name of their file in dist/. */
const ENTRIES = {
  'control-plane': 'lib/runtime/control-plane.ts',
  'import-worker': 'lib/runtime/import-worker.ts',
  sidecar: 'deploy/sidecar/main.ts',
};

const result = await build({
  entryPoints: ENTRIES,
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  sourcemap: true,
  legalComments: 'none',
  external: ['better-sqlite3'],
  // CommonJS packages inside the bundle call require and read __dirname.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url);',
      'const __dirname = import.meta.dirname;',
    ].join('\n'),
  },
  logLevel: 'warning',
  metafile: true,
});

for (const [file, { bytes }] of Object.entries(result.metafile.outputs)) {
  if (file.endsWith('.js')) console.log(`${file}  ${(bytes / 1024).toFixed(0)} kB`);
}
