import { FileStore } from '@tus/file-store'
import { Server, Upload } from '@tus/server'
import type { UploadRow } from '../features/videos/video-ports.ts'

/** What the protocol is asked and answers, as the web has it. */
export interface TusUploads {
  /** @param id of the video that a request is about, or that it makes */
  handle(request: Request, id: string): Promise<Response>
}

/**
 * The tus protocol over a folder: a file under the id of its video, as long as what has arrived of it, whoever was killed meanwhile. What
 * is known of an upload comes from the table of videos, so that one that is gone there is gone here.
 *
 * @param path that uploads are below
 * @param expiresMs after which no more of one is taken, from its beginning
 */
export function createTusUploads({
  folder,
  path,
  expiresMs,
  find,
}: {
  readonly folder: string
  readonly path: string
  readonly expiresMs: number
  readonly find: (id: string) => Promise<UploadRow | undefined>
}): TusUploads {
  const ids = new WeakMap<object, string>()
  const idOf = (request: object) => {
    const id = ids.get(request)
    if (id === undefined) throw new Error('a request came to the protocol without its id')
    return id
  }
  const datastore = new FileStore({
    directory: folder,
    expirationPeriodInMilliseconds: expiresMs,
    configstore: {
      get: async (id) => {
        const row = await find(id)
        if (row?.state !== 'uploading') return undefined
        return new Upload({ id, size: row.bytes, offset: 0, creation_date: row.createdAt.toISOString() })
      },
      set: async () => {},
      delete: async () => {},
    },
  })
  const server = new Server({
    path,
    datastore,
    relativeLocation: true,
    namingFunction: idOf,
    getFileIdFromRequest: idOf,
  })
  return {
    handle: (request, id) => {
      ids.set(request, id)
      return server.handleWeb(request)
    },
  }
}
