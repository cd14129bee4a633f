/** Boundaries between the rooms, as errors: made of the one table in scripts/boundaries/rooms.ts. */
const swc = require('@swc/core');
const { boundaryRules } = require('./scripts/boundaries/rooms.ts');

// dependency-cruiser asks swc for TypeScript without JSX, for every file: tell it which files have JSX.
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: boundaryRules(),
  options: {
    // With TypeScript 7 the default parser reads no file and reports no violation.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|dist|data)/|^lib/.*/generated/' },
    webpackConfig: { fileName: require.resolve('./scripts/boundaries/alias.cjs') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
