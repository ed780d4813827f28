import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '@parlance/contracts'
import type { PairFiles } from './bergamot-protocol.ts'

/** Folder of these models in the models folder. */
export const bergamotFolder = 'bergamot'

/** The models of a folder. */
export interface InstalledPairs {
  /** By `source-target`. */
  readonly pairs: ReadonlyMap<string, PairFiles>
  /** Identity of all their files. */
  readonly revision: string
  /** What a folder of a pair lacks, one sentence a pair. */
  readonly problems: readonly string[]
}

/**
 * Finds the models of a folder: one folder for each direction, `en-es/`, with the files as they are published, `model.*.bin`,
 * `lex.*.bin` (may be missing), and `vocab.*.spm`, or `srcvocab.*.spm` and `trgvocab.*.spm`.
 */
export function readPairs(folder: string): InstalledPairs {
  const pairs = new Map<string, PairFiles>()
  const problems: string[] = []
  const hash = createHash('sha256')
  for (const name of namesOf(folder).sort()) {
    const [source = '', target = ''] = name.split('-')
    if (!isSite(source) || !isSite(target) || source === target || name.split('-').length !== 2) continue
    const files = namesOf(join(folder, name))
    const find = (pattern: RegExp) =>
      files.filter((file) => pattern.test(file)).map((file) => join(folder, name, file))
    const [model] = find(/^model\..*\.bin$/)
    const [shared] = find(/^vocab\..*\.spm$/)
    const vocabularies = shared ? [shared] : [...find(/^srcvocab\..*\.spm$/), ...find(/^trgvocab\..*\.spm$/)]
    if (!model || (!shared && vocabularies.length !== 2)) {
      problems.push(
        `${name} lacks ${model ? 'its vocabulary' : 'its model'}: run manage models:pull bergamot:${name}`,
      )
      continue
    }
    const [shortlist = ''] = find(/^lex\..*\.bin$/)
    pairs.set(name, { source, target, model, shortlist, vocabularies, precision: precisionOf(model) })
    for (const file of [model, shortlist, ...vocabularies].filter(Boolean)) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${file} ${size} ${Math.trunc(mtimeMs)}\n`)
    }
  }
  return { pairs, revision: hash.digest('hex').slice(0, 12), problems }
}

/** Published names say how the weights are to be multiplied; those of a training are floats. */
function precisionOf(model: string): PairFiles['precision'] {
  if (/\.intgemm\.alphas\.bin$/.test(model)) return 'int8shiftAlphaAll'
  return /\.intgemm8?\.bin$/.test(model) ? 'int8shiftAll' : 'float32'
}

function namesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isSite(code: string): boolean {
  return (languages as readonly string[]).includes(code)
}
