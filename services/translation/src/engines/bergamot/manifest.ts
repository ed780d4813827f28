/** Written beside a downloaded model's files: what it is, and what each file must be. */
export interface PairManifest {
  /** `bergamot:en-es`. */
  readonly id: string
  readonly revision: string
  readonly licence: string
  readonly dtype: 'int8'
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[]
}

/** Name of the manifest in the folder of a pair, as other models have it. */
export { manifestName } from '../onnx/installed-model.ts'
