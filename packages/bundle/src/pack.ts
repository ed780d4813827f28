import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Plugin } from 'esbuild'

/** Brotli at a quality that takes a moment; unpacking takes milliseconds. */
export const pack = (bytes: Uint8Array): Buffer =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })

/**
 * Prisma's client carries its query compiler as WebAssembly in base64, four fifths of the bundle: it becomes a packed
 * file beside the bundle.
 */
export function packedWasm(out: string): Plugin {
  return {
    name: 'packed-wasm',
    setup(build) {
      build.onLoad({ filter: /\.wasm-base64\.mjs$/ }, ({ path }) => {
        const [, base64] = /"([A-Za-z0-9+/=]{1000,})"/.exec(readFileSync(path, 'utf8')) ?? []
        if (!base64) return undefined
        const name = `${basename(path, '.wasm-base64.mjs')}.wasm.br`
        mkdirSync(join(out, 'files'), { recursive: true })
        writeFileSync(join(out, 'files', name), pack(Buffer.from(base64, 'base64')))
        return {
          contents: [
            "import { readFileSync } from 'node:fs'",
            "import { brotliDecompressSync } from 'node:zlib'",
            `const packed = readFileSync(__dirname + '/files/${name}')`,
            "export const wasm = brotliDecompressSync(packed).toString('base64')",
          ].join('\n'),
          loader: 'js',
        }
      })
    },
  }
}
