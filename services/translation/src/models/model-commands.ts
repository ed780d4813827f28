import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { bergamotLicence, pullPairs } from '../engines/bergamot/download-pairs.ts'
import { bergamotFolder } from '../engines/bergamot/installed-pairs.ts'
import { pairsOf } from '../engines/bergamot/registry.ts'
import { downloadModel } from '../engines/onnx/download-model.ts'
import {
  type Dtype,
  listInstalled,
  type ModelEntry,
  removeInstalled,
} from '../engines/onnx/installed-model.ts'
import { licenceOf } from '../engines/onnx/licences.ts'
import type { Hub } from '../engines/onnx/model-hub.ts'
import type { Report } from './report.ts'

/** What is to be done with models. */
export interface ModelsJob {
  readonly verb: 'list' | 'pull' | 'rm'
  /** Hub id, or `bergamot[:<language or direction>]`; empty for a list. */
  readonly id: string
  readonly revision: string
  readonly dtype: string
  readonly modelsFolder: string
  readonly hub: Hub
  /** Address of the list of Firefox Translations models. */
  readonly registry: string
  readonly signal: AbortSignal
  readonly report: Report
}

/** Does it and reports. @returns the exit code: 0 done, 1 failed, 130 interrupted. */
export async function runModels(job: ModelsJob): Promise<number> {
  const { verb, id, revision, modelsFolder, hub, signal, report } = job
  try {
    if (verb === 'list') {
      const entries = await listInstalled(modelsFolder)
      report.list(entries.map(describe))
    } else if (isBergamot(id)) {
      await (verb === 'rm' ? removePairs(job) : pullBergamot(job))
    } else if (verb === 'rm') {
      report.removed(id, (await removeInstalled(id, modelsFolder)).folder)
    } else {
      const dtype = job.dtype as Dtype
      const manifest = await downloadModel({
        hub,
        id,
        revision,
        dtype,
        modelsFolder,
        signal,
        onProgress: (progress) => report.progress(id, progress),
      })
      const licence = licenceOf(id, manifest.licence)
      report.pulled({
        id,
        revision: manifest.revision,
        dtype,
        licence: licence.name,
        commercialUse: licence.commercialUse,
      })
    }
    return 0
  } catch (error) {
    report.failed(id, (error as Error).message)
    return signal.aborted ? 130 : 1
  }
}

const isBergamot = (id: string) => /^bergamot(?::|$)/.test(id)

async function pullBergamot({ id, registry, modelsFolder, signal, report }: ModelsJob): Promise<void> {
  await pullPairs({
    registry,
    pairs: pairsOf(id),
    modelsFolder,
    signal,
    onPlan: (plan) => report.announced(id, { ...plan, licence: bergamotLicence }),
    onProgress: (progress) => report.progress(id, progress),
    onPulled: ({ id: pair, revision, dtype, licence }) =>
      report.pulled({ id: pair, revision, dtype, licence, commercialUse: true }),
  })
}

/** Deletes the directions that a name means and that are there. @throws Error when none is. */
async function removePairs({ id, modelsFolder, report }: ModelsJob): Promise<void> {
  const folders = pairsOf(id)
    .map((pair) => ({ pair, folder: join(modelsFolder, bergamotFolder, pair) }))
    .filter(({ folder }) => existsSync(folder))
  if (folders.length === 0) throw new Error(`${id} is not downloaded`)
  for (const { pair, folder } of folders) {
    await rm(folder, { recursive: true })
    report.removed(`bergamot:${pair}`, folder)
  }
}

function describe({ manifest, folder, bytes }: ModelEntry) {
  const licence = licenceOf(manifest.id, manifest.licence)
  return {
    id: manifest.id,
    revision: manifest.revision,
    dtype: manifest.dtype,
    licence: licence.name,
    commercialUse: licence.commercialUse,
    bytes,
    folder,
  }
}
