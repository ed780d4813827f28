import type { DownloadProgress } from '../engines/onnx/download-model.ts'

/** A model as a list shows it. */
export interface ListedModel {
  readonly id: string
  readonly revision: string
  readonly dtype: string
  readonly licence: string
  readonly commercialUse: boolean
  readonly bytes: number
  readonly folder: string
}

/** What a pull of several models will bring, in bytes. */
export interface Announcement {
  readonly models: number
  readonly bytes: number
  readonly diskBytes: number
  readonly licence: string
}

/** Where the commands say what happens. */
export interface Report {
  announced(id: string, announcement: Announcement): void
  list(models: readonly ListedModel[]): void
  progress(id: string, progress: DownloadProgress): void
  pulled(model: Pick<ListedModel, 'id' | 'revision' | 'dtype' | 'licence' | 'commercialUse'>): void
  removed(id: string, folder: string): void
  failed(id: string, problem: string): void
}

/** One JSON object a line; progress at most ten times a second and once at the end. */
export function jsonReport(write: (text: string) => void, now = () => performance.now()): Report {
  const line = (value: object) => write(`${JSON.stringify(value)}\n`)
  const due = throttle(now)
  return {
    list: (models) => {
      for (const model of models) line({ type: 'model', ...model })
    },
    announced: (id, announcement) => line({ type: 'announced', id, ...announcement }),
    progress: (id, progress) => {
      if (due(progress)) line({ type: 'progress', id, ...progress })
    },
    pulled: (model) => line({ type: 'pulled', ...model }),
    removed: (id, folder) => line({ type: 'removed', id, folder }),
    failed: (id, problem) => line({ type: 'failed', id, problem }),
  }
}

/** For people; `live` redraws one line of progress, as a terminal can. */
export function textReport(
  write: (text: string) => void,
  live: boolean,
  now = () => performance.now(),
): Report {
  const due = throttle(now)
  return {
    list: (models) => {
      if (models.length === 0) write('no models are downloaded: manage models:pull <id>\n')
      for (const { id, dtype, revision, bytes, ...licence } of models) {
        write(`${id}  ${dtype}  ${revision.slice(0, 12)}  ${megabytes(bytes)}  ${terms(licence)}\n`)
      }
    },
    announced: (id, { models, bytes, diskBytes, licence }) =>
      write(
        `${id}: ${models} model${models === 1 ? '' : 's'}, ${megabytes(bytes)} to download, ${megabytes(diskBytes)} on disk, licence ${licence}\n`,
      ),
    progress: (_, progress) => {
      if (!due(progress)) return
      const { bytes, total, file, fileBytes, fileTotal } = progress
      const percent = total === 0 ? 100 : Math.floor((bytes / total) * 100)
      const bar = '█'.repeat(Math.floor(percent / 5)).padEnd(20, '░')
      const text = `${bar} ${percent} %  ${megabytes(bytes)} of ${megabytes(total)}  ${file}`
      if (live) write(`\r\u001B[2K${text}`)
      else if (fileBytes === fileTotal) write(`${text}\n`)
    },
    pulled: ({ id, revision, dtype, ...licence }) =>
      write(`${live ? '\n' : ''}${id} (${dtype}) at ${revision.slice(0, 12)} is ready; ${terms(licence)}\n`),
    removed: (id, folder) => write(`${id} was deleted from ${folder}\n`),
    failed: (id, problem) => write(`${live ? '\n' : ''}${id ? `${id}: ` : ''}${problem}\n`),
  }
}

function throttle(now: () => number): (progress: DownloadProgress) => boolean {
  let last = Number.NEGATIVE_INFINITY
  return ({ fileBytes, fileTotal }) => {
    if (now() - last < 100 && fileBytes < fileTotal) return false
    last = now()
    return true
  }
}

function terms({ licence, commercialUse }: Pick<ListedModel, 'licence' | 'commercialUse'>): string {
  return `licence ${licence}${commercialUse ? '' : ' (not for commercial use)'}`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
