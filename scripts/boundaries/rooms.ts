/**
 * The rooms of the house and who may import whom: the one table that the boundary rules are made of
 * (`.dependency-cruiser.cjs`) and that tells which rooms are pure (`biome.json`; a test holds the two together).
 * This file imports nothing, so that plain Node can load it.
 */
export interface Room {
  /** Other rooms of lib it may import, besides itself; `util` and `model` are written out. */
  readonly imports: readonly string[];
  /** No Node module, no clock, no randomness, no environment, and only these packages. */
  readonly pure?: { readonly packages: readonly string[] };
  /** Runs in the browser too: no Node module. */
  readonly browser?: true;
}

const BASE = ['util', 'model'];
const SERVICE = [...BASE, 'translate', 'formats', 'access', 'store', 'discovery', 'aws', 'metrics', 'envoy-check'];

/** Rooms below lib/. A folder there that is not in this table is an error. */
export const ROOMS: Readonly<Record<string, Room>> = {
  util: { imports: [], pure: { packages: ['@noble/hashes'] } },
  model: { imports: ['util'], pure: { packages: ['zod', 're2js'] } },
  'envoy-api': { imports: [], pure: { packages: ['@bufbuild/protobuf'] } },
  translate: { imports: [...BASE, 'envoy-api'], pure: { packages: ['@bufbuild/protobuf', '@noble/hashes', 're2js'] } },
  formats: { imports: [...BASE, 'i18n'], pure: { packages: ['yaml'] } },
  bootstrap: { imports: BASE, pure: { packages: ['yaml'] } },
  access: { imports: BASE, pure: { packages: [] } },
  graph: { imports: BASE, pure: { packages: ['elkjs'] } },
  i18n: { imports: BASE, pure: { packages: [] } },
  store: { imports: BASE },
  discovery: { imports: BASE },
  metrics: { imports: BASE },
  aws: { imports: BASE },
  'envoy-check': { imports: BASE },
  identity: { imports: [...BASE, 'access'] },
  service: { imports: SERVICE },
  api: { imports: [...BASE, 'bootstrap', 'access', 'identity', 'service'] },
  xds: { imports: [...BASE, 'translate', 'envoy-api'] },
  control: { imports: [...BASE, 'translate', 'store', 'discovery', 'metrics', 'service', 'xds'] },
  runtime: { imports: [...SERVICE, 'envoy-api', 'identity', 'service', 'api', 'xds', 'control'] },
  client: { imports: [...BASE, 'i18n'], browser: true },
};

/** Rooms of lib that components may import. */
export const COMPONENT_IMPORTS = [...BASE, 'formats', 'access', 'graph', 'i18n', 'client'];

/** Rooms of lib that pages and server routes may import. */
export const APP_IMPORTS = [...COMPONENT_IMPORTS, 'identity', 'aws'];

/** Names of the pure rooms. */
export const PURE_ROOMS = Object.keys(ROOMS).filter((name) => ROOMS[name]?.pure);

/** Tests and what only tests use: `x.test.ts`, `testing/` folders, `testdata/`, the store's `contract.ts`. */
export const TEST_FILES = '\\.test\\.tsx?$|/testing/|/testdata/|/contract\\.ts$';

/** Packages that only tests use. */
const TEST_PACKAGES = 'node_modules/(vitest|fast-check|@playwright|@axe-core|msw)/';

interface Rule {
  name: string;
  comment: string;
  severity: 'error';
  from: Record<string, unknown>;
  to: Record<string, unknown>;
}

const any = (names: readonly string[]): string => `(${names.join('|')})`;

function rule(name: string, comment: string, from: Record<string, unknown>, to: Record<string, unknown>): Rule {
  return { name, comment, severity: 'error', from, to };
}

function roomRules(): Rule[] {
  return Object.entries(ROOMS).flatMap(([name, room]) => {
    const from = { path: `^lib/${name}/`, pathNot: TEST_FILES };
    const allowed = any([name, ...room.imports]);
    const rules = [
      rule(`room-${name}`, `lib/${name} may import ${room.imports.join(', ') || 'no other room'}`, from, {
        path: '^lib/',
        pathNot: `^lib/${allowed}/`,
      }),
    ];
    if (room.pure) rules.push(...purityRules(name, from, room.pure.packages));
    if (room.browser) rules.push(rule(`browser-${name}`, 'Runs in the browser', from, { dependencyTypes: ['core'] }));
    return rules;
  });
}

function purityRules(name: string, from: Record<string, unknown>, packages: readonly string[]): Rule[] {
  const listed = packages.length > 0 ? `node_modules/${any(packages)}/` : '^$';
  return [
    rule(`pure-no-node-${name}`, 'A pure room imports no Node module', from, { dependencyTypes: ['core'] }),
    rule(`pure-packages-${name}`, `Only ${packages.join(', ') || 'no package'}`, from, {
      path: 'node_modules/',
      pathNot: listed,
    }),
  ];
}

const houseRules: Rule[] = [
  rule(
    'no-deep-import',
    "Another room is imported through its index only; tests may use another room's testing/",
    { path: '^lib/([^/]+)/' },
    { path: '^lib/', pathNot: '^lib/$1/|^lib/[^/]+/index\\.ts$|^lib/[^/]+/testing/' },
  ),
  rule(
    'no-deep-import-from-outside',
    'Rooms of lib are imported through their index only',
    { path: '^(app|components|demo|deploy|e2e|scripts|bench)/', pathNot: '^scripts/.*\\.test\\.ts$' },
    { path: '^lib/', pathNot: '^lib/[^/]+/index\\.ts$|^lib/[^/]+/testing/' },
  ),
  rule(
    'lib-knows-no-screen',
    'lib is below the screens and the programs around it',
    { path: '^lib/', pathNot: TEST_FILES },
    { path: '^(app|components|demo|deploy|e2e|bench|scripts)/' },
  ),
  rule(
    'components-imports',
    `components may import ${COMPONENT_IMPORTS.join(', ')} (never service or store)`,
    { path: '^components/', pathNot: TEST_FILES },
    { path: '^(lib|app|demo|deploy|e2e|bench|scripts)/', pathNot: `^lib/${any(COMPONENT_IMPORTS)}/` },
  ),
  rule(
    'components-run-in-the-browser',
    'components import no Node module',
    { path: '^components/', pathNot: TEST_FILES },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'app-imports',
    `app may import components and ${APP_IMPORTS.join(', ')}`,
    { path: '^app/', pathNot: TEST_FILES },
    { path: '^(lib|demo|deploy|e2e|bench|scripts)/', pathNot: `^lib/${any(APP_IMPORTS)}/` },
  ),
  rule(
    'no-test-helper-in-production',
    'Production code imports no test, test helper or test package',
    { path: '^(lib|app|components|demo|deploy|scripts)/', pathNot: TEST_FILES },
    { path: `^e2e/|${TEST_FILES}|${TEST_PACKAGES}` },
  ),
  rule(
    'not-resolvable',
    'An import that leads nowhere: a typing error, or a package that package.json lacks',
    {},
    { couldNotResolve: true },
  ),
  rule(
    'no-undeclared-package',
    'Every package that is imported stands in package.json',
    { path: '^(lib|app|components|demo|deploy)/' },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
];

/** All boundary rules, in dependency-cruiser's form. */
export function boundaryRules(): Rule[] {
  return [...roomRules(), ...houseRules];
}
