/** The `@/` alias of tsconfig.json, in the form that dependency-cruiser's resolver reads. */
module.exports = { resolve: { alias: { '@': process.cwd() } } };
