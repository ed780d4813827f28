/** A package whose code stays outside of the bundle, because it loads a library for this platform. */
export interface NativePackage {
  name: string
  /** Paths inside the package that the running program needs; the whole package without it. */
  files?: readonly string[]
  /** Files that are packed with Brotli, as `<name>.br`: WebAssembly shrinks to a third. */
  packed?: readonly string[]
  /** Dependencies of its installation alone. */
  without?: readonly string[]
}

/** Files that a bundled package reads beside its own code. */
export interface PackageFiles {
  name: string
  paths: readonly string[]
}

/** What goes into the image of one service. */
export interface Target {
  /** Folder of the service, from the root of the checkout. */
  folder: string
  /** Programs of its `src`, each a file of its own beside `health`, the program that a container's health check runs. */
  entries: readonly string[]
  native: readonly NativePackage[]
  packageFiles: readonly PackageFiles[]
  /** Folders of the service that stand two levels above the bundle, as they do above the source. */
  data: readonly string[]
  /** Packages that are imported and never used on a server: an empty module stands in. */
  empty: readonly string[]
  /** Optional packages that are left out: importing them fails, which their users expect. */
  absent: readonly string[]
}

/** Asks a service for its health, from the root of the checkout. */
export const healthProgram = 'packages/service-kit/src/health-main.ts'

const grpcFiles: readonly PackageFiles[] = [
  { name: 'grpc-health-check', paths: ['proto'] },
  { name: '@grpc/reflection', paths: ['build/proto'] },
]

/** @param platform as Node names it: `linux`. @param arch `x64` or `arm64`. */
export function targets(platform: string, arch: string): Readonly<Record<string, Target>> {
  return {
    // Next.js bundles its own code; beside it stands the health program alone.
    frontend: {
      folder: 'services/frontend',
      entries: [],
      native: [],
      packageFiles: [],
      data: [],
      empty: [],
      absent: [],
    },
    backend: {
      folder: 'services/backend',
      entries: ['main', 'database-main'],
      native: [
        {
          name: '@prisma/schema-engine-wasm',
          files: ['package.json', 'schema_engine_bg.js'],
          packed: ['schema_engine_bg.wasm'],
        },
      ],
      packageFiles: [
        ...grpcFiles,
        {
          name: '@fastify/swagger-ui',
          paths: [
            'favicon-16x16.png',
            'favicon-32x32.png',
            'index.css',
            'index.html',
            'logo.svg',
            'oauth2-redirect.html',
            'oauth2-redirect.js',
            'swagger-ui-bundle.js',
            'swagger-ui-standalone-preset.js',
            'swagger-ui.css',
          ].map((name) => `static/${name}`),
        },
      ],
      data: ['prisma'],
      // Keys of a bucket are named in the environment; they are looked for nowhere else.
      empty: ['@aws-sdk/credential-provider-node'],
      absent: [],
    },
    translation: {
      folder: 'services/translation',
      entries: ['main', 'model-main', 'bergamot-main', 'models-main'],
      native: [
        {
          name: 'onnxruntime-node',
          files: ['package.json', 'dist', `bin/napi-v6/${platform}/${arch}`],
          without: ['adm-zip', 'global-agent', 'tar'],
        },
        {
          name: '@browsermt/bergamot-translator',
          files: ['package.json', 'worker/bergamot-translator-worker.js'],
          packed: ['worker/bergamot-translator-worker.wasm'],
        },
      ],
      packageFiles: grpcFiles,
      data: ['detection', 'phrasebook'],
      empty: ['sharp'],
      absent: [],
    },
    keeper: {
      folder: 'services/keeper',
      entries: ['main', 'keeper-main'],
      native: [],
      packageFiles: grpcFiles,
      data: [],
      empty: [],
      absent: ['pg-native'],
    },
    video: {
      folder: 'services/video',
      entries: ['main'],
      native: [],
      packageFiles: grpcFiles,
      data: [],
      empty: [],
      absent: [],
    },
    'preview-gateway': {
      folder: 'packages/preview-gateway',
      entries: ['gateway-main', 'filter-main'],
      native: [],
      packageFiles: [],
      data: [],
      empty: [],
      absent: [],
    },
    scraper: {
      folder: 'services/scraper',
      entries: ['main', 'reader-child-main', 'image-child-main'],
      native: [{ name: 'sharp' }],
      packageFiles: grpcFiles,
      data: [],
      empty: [],
      absent: ['re2'],
    },
  }
}
