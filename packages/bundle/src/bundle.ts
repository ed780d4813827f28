import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { copyFiles, copyNative } from './native.ts'
import { ownFiles } from './own-files.ts'
import { packedWasm } from './pack.ts'
import { dropPackages } from './source-map.ts'
import { healthProgram, type Target } from './targets.ts'

/** What CommonJS packages expect to find around them. */
const commonJs = [
  "import { createRequire as __createRequire } from 'node:module'",
  'const require = __createRequire(import.meta.url)',
  'const __filename = import.meta.filename',
  'const __dirname = import.meta.dirname',
].join('\n')

/** What was written. */
export interface Bundle {
  /** Name and bytes of every file of code. */
  files: readonly { name: string; bytes: number }[]
  /** `name@version` of packages that stand beside it. */
  native: readonly string[]
}

/**
 * Bundles a service: each of its programs becomes one file under `<out>/dist/<service>`, with its native packages and
 * the data it reads. Names are kept and line numbers of our own code lead back to the source, so that stack traces
 * stay readable.
 *
 * @param root of the checkout. @param out is emptied first. @throws when a module cannot be resolved.
 */
export async function bundleService(
  root: string,
  name: string,
  target: Target,
  out: string,
): Promise<Bundle> {
  rmSync(out, { recursive: true, force: true })
  const service = join(root, target.folder)
  const dist = join(out, 'dist', name)
  const result = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: join(root, healthProgram), out: 'health' },
      ...target.entries.map((entry) => ({ in: join(service, 'src', `${entry}.ts`), out: entry })),
    ],
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    external: [
      ...target.native.map(({ name: native }) => native).filter((native) => !isBundled(native)),
      ...target.absent,
    ],
    banner: { js: commonJs },
    plugins: [ownFiles(service, target.packageFiles, dist), packedWasm(dist), emptyModules(target.empty)],
  })
  const outputs = Object.keys(result.metafile.outputs).map((path) => join(root, path))
  for (const file of outputs.filter((path) => path.endsWith('.map'))) {
    writeFileSync(file, dropPackages(readFileSync(file, 'utf8')))
  }
  const native = copyNative(service, target.native, dist)
  for (const path of target.data) copyFiles(join(service, path), join(out, path))
  const files = outputs.map((file) => ({ name: basename(file), bytes: statSync(file).size }))
  return { files, native }
}

/** Its code is plain JavaScript and bundled; only its WebAssembly stands beside. */
const isBundled = (name: string) => name.endsWith('-wasm')

function emptyModules(names: readonly string[]): Plugin {
  return {
    name: 'empty-modules',
    setup(build) {
      for (const name of names) {
        build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'empty' }))
      }
      build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
        // CommonJS: whatever name is imported from it is there, and undefined.
        contents: 'module.exports = {}',
        loader: 'js',
      }))
    },
  }
}
