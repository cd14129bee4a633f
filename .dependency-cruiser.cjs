/** Boundaries between the rooms, as errors: made of the one table in scripts/boundaries/rooms.ts. */
const { boundaryRules } = require('./scripts/boundaries/rooms.ts');

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
