import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders of jobs that run, each removed with its job. */
export class WorkFolders {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Makes the place, without what jobs left there that were killed with their service. */
  static async open(folder: string): Promise<WorkFolders> {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return new WorkFolders(folder)
  }

  /** A new, empty folder, gone when it is disposed of. */
  async make(): Promise<AsyncDisposable & { readonly path: string }> {
    const path = await mkdtemp(join(this.#folder, 'job-'))
    return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
  }
}
