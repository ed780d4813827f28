import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { brotliDecompressSync } from 'node:zlib'

/** An object of the engine, which JavaScript's garbage collector does not know. */
interface Owned {
  delete(): void
}

/** Memory of the engine's own, aligned as its data wants it. */
interface AlignedMemory extends Owned {
  getByteArrayView(): Int8Array
}

interface List<T> extends Owned {
  push_back(value: T): void
}

interface Responses extends Owned {
  get(index: number): { getTranslatedText(): string } & Owned
}

interface ResponseOptions {
  readonly alignment: boolean
  readonly html: boolean
  readonly qualityScores: boolean
}

/** A model that the engine has in memory. */
export type LoadedModel = Owned

/** What the WebAssembly exports, as far as it is used here. */
export interface BergamotModule {
  readonly AlignedMemory: new (bytes: number, alignment: number) => AlignedMemory
  readonly AlignedMemoryList: new () => List<AlignedMemory>
  readonly TranslationModel: new (
    configuration: string,
    model: AlignedMemory,
    shortlist: AlignedMemory,
    vocabularies: List<AlignedMemory>,
    quality: null,
  ) => LoadedModel
  readonly VectorString: new () => List<string>
  readonly VectorResponseOptions: new () => List<ResponseOptions>
  readonly BlockingService: new (options: {
    cacheSize: number
  }) => {
    translate(model: LoadedModel, texts: List<string>, options: List<ResponseOptions>): Responses
    translateViaPivoting(
      first: LoadedModel,
      second: LoadedModel,
      texts: List<string>,
      options: List<ResponseOptions>,
    ): Responses
  }
}

/** The arithmetic on bytes that the engine imports, and the names of its own versions of it. */
const arithmetic: Readonly<Record<string, string>> = {
  int8_prepare_a: 'int8PrepareAFallback',
  int8_prepare_b: 'int8PrepareBFallback',
  int8_prepare_b_from_transposed: 'int8PrepareBFromTransposedFallback',
  int8_prepare_b_from_quantized_transposed: 'int8PrepareBFromQuantizedTransposedFallback',
  int8_prepare_bias: 'int8PrepareBiasFallback',
  int8_multiply_and_add_bias: 'int8MultiplyAndAddBiasFallback',
  int8_select_columns_of_b: 'int8SelectColumnsOfBFallback',
}

/** What of WebAssembly's interface is used; the service's types are those of Node alone. */
interface WebAssemblyHost {
  instantiate(binary: Uint8Array, imports: object): Promise<{ instance: object }>
}

type Exports = Readonly<Record<string, (...values: unknown[]) => unknown>>

/**
 * Loads the engine. The package's worker is CommonJS in a package of modules, and fetches a registry; its Emscripten code
 * is all that is needed, and is run as the body of a function.
 *
 * @param onComplaint what the engine writes to its error output, line by line.
 * @throws Error when the package is not installed, or cannot be run here.
 */
export function loadBergamot(onComplaint: (line: string) => void): Promise<BergamotModule> {
  const require = createRequire(import.meta.url)
  const script = require.resolve('@browsermt/bergamot-translator/worker/bergamot-translator-worker.js')
  const binary = readPacked(script.replace(/\.js$/, '.wasm'))
  return new Promise((resolve, reject) => {
    const module: Record<string, unknown> = {
      print: () => {},
      printErr: onComplaint,
      onAbort: (what: unknown) => reject(new Error(`the engine ended: ${String(what)}`)),
      onRuntimeInitialized: () => resolve(module as unknown as BergamotModule),
      instantiateWasm(imports: object, accept: (instance: object) => void) {
        const own = Object.entries(arithmetic).map(([name, fallback]) => [
          name,
          (...values: unknown[]) => (module.asm as Exports)[fallback]?.(...values),
        ])
        const host = (globalThis as unknown as { WebAssembly: WebAssemblyHost }).WebAssembly
        host
          .instantiate(binary, { ...imports, wasm_gemm: Object.fromEntries(own) })
          .then(({ instance }) => accept(instance), reject)
        return {}
      },
    }
    compileFunction(readFileSync(script, 'utf8'), ['Module'])(module)
  })
}

/** A file, or what is packed beside where it would be: images carry it so. */
function readPacked(path: string): Buffer {
  return existsSync(path) ? readFileSync(path) : brotliDecompressSync(readFileSync(`${path}.br`))
}
