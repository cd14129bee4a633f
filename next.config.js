import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/_server/i18n-request.ts');

const securityHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'content-security-policy', value: "frame-ancestors 'none'" },
];

/** @type {import('next').NextConfig} */
const config = {
  // Two consoles from one checkout (a demo and a developer's) need a build folder each.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // Next adds its own entries to the file named here; a second console may bring its own copy.
  typescript: { tsconfigPath: process.env.NEXT_TSCONFIG ?? 'tsconfig.json' },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default withNextIntl(config);
