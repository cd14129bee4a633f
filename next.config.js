import { existsSync, writeFileSync } from 'node:fs';
import createNextIntlPlugin from 'next-intl/plugin';

// Nothing is reported to anybody.
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

// Two consoles from one checkout (a demo and a developer's) need a build folder each. Next writes that folder into the
// tsconfig it is given: any but the usual one gets a tsconfig of its own.
const distDir = process.env.NEXT_DIST_DIR ?? '.next';
const tsconfigPath = distDir === '.next' ? 'tsconfig.json' : `${distDir}.tsconfig.json`;
if (!existsSync(tsconfigPath)) writeFileSync(tsconfigPath, '{ "extends": "./tsconfig.json" }\n');

const withNextIntl = createNextIntlPlugin('./app/_server/i18n-request.ts');

const securityHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'content-security-policy', value: "frame-ancestors 'none'" },
];

/** @type {import('next').NextConfig} */
const config = {
  distDir,
  typescript: { tsconfigPath },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default withNextIntl(config);
