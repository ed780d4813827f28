import { join } from 'node:path'
import { languages } from '@parlance/contracts/languages'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin({
  requestConfig: './src/i18n/request.ts',
  // Texts are compiled when the site is built, so that browsers are not sent a parser of them.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
})
const workspaceRoot = join(import.meta.dirname, '../..')

const config: NextConfig = {
  output: 'standalone',
  // Next locks the folder that it builds into: development instances of one checkout each name their own below .next.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
  transpilePackages: ['@parlance/contracts', '@parlance/service-kit'],
  // Bundled, they double the work of a development server's start.
  serverExternalPackages: ['prom-client', 'typebox'],
  poweredByHeader: false,
  reactStrictMode: true,
  // What a page says of itself is in its head for everybody, not streamed after it for all but some crawlers.
  htmlLimitedBots: /./,
  // `tsc -b` in `pnpm check` is the type check; a build does not repeat it.
  typescript: { ignoreBuildErrors: true },
  // A build into a folder that goes when its tests are over has no next one to remember anything for.
  experimental: { turbopackFileSystemCacheForBuild: process.env.NEXT_BUILD_CACHE !== 'off' },
  // Development writes nothing into the checkout, and shows nothing over the page.
  agentRules: false,
  devIndicators: false,
  // Pictures come from the backend in fixed sizes; Dockerfile.frontend leaves the optimizer's 18 MB library out.
  images: { unoptimized: true },
  logging: { incomingRequests: { ignore: [/\/api\/health/, /\/api\/metrics/, /^\/metrics/] } },
  rewrites: async () => [
    { source: '/metrics', destination: '/api/metrics' },
    // The proxy gives every page a language and leaves files alone: a file that is not there is no page in a language of that
    // name. Found nowhere, at once, with nothing asked of the backend.
    {
      source: `/:name((?!(?:_next|${languages.join('|')})(?:/|$))[^/]+)/:rest*`,
      destination: '/en/missing/file',
    },
  ],
  headers: async () => [
    {
      source: '/sw.js',
      headers: [
        { key: 'Cache-Control', value: 'no-cache' },
        { key: 'Service-Worker-Allowed', value: '/' },
      ],
    },
    {
      source: '/:folder(art|icons|og)/:file',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=86400, stale-while-revalidate=604800' }],
    },
  ],
}

export default withNextIntl(config)
