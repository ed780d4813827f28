import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { json, type LocalServer, serve } from './http-server.ts'

/** How the hub misbehaves, if it does. */
export interface HubFaults {
  /** Breaks the connection after so many bytes of the next answers for this file, once they have arrived. */
  breakAfter?: { path: string; bytes: number; times: number; arrived: (bytes: number) => Promise<unknown> }
  /** Says other bytes than it promised, for this file. */
  corrupt?: string
  /** Knows no ranges. */
  noRanges?: boolean
  /** Answers this status to everything. */
  status?: number
}

/** A request for a file, as the hub saw it. */
export interface SeenDownload {
  readonly path: string
  readonly range: string | undefined
  readonly authorization: string | undefined
}

/** A hub that serves one folder as a model, by the protocol of Hugging Face's: description with checksums, files with ranges. */
export async function serveHub(
  id: string,
  folder: string,
  files: readonly string[],
  faults: HubFaults = {},
): Promise<LocalServer & { seen: SeenDownload[]; revision: string }> {
  const seen: SeenDownload[] = []
  const revision = 'a'.repeat(40)
  const server = await serve(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://hub')
    if (faults.status) {
      json(response, faults.status, { error: 'fault' })
      return
    }
    if (url.pathname === `/api/models/${id}/revision/main`) {
      json(response, 200, {
        id,
        sha: revision,
        cardData: { license: 'cc-by-nc-4.0' },
        siblings: await Promise.all(files.map((path) => describe(folder, path))),
      })
      return
    }
    const path = decodeURIComponent(url.pathname.replace(`/${id}/resolve/${revision}/`, ''))
    if (!files.includes(path)) {
      json(response, 404, { error: 'Entry not found' })
      return
    }
    const { range, authorization } = request.headers
    seen.push({ path, range, authorization })
    const content = await readFile(join(folder, path))
    if (faults.corrupt === path) content.fill(0x20, 0, 8)
    const start = faults.noRanges ? 0 : Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0)
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': content.length - start })
    const cut = faults.breakAfter
    if (cut?.path === path && cut.times > 0) {
      cut.times -= 1
      response.write(content.subarray(start, start + cut.bytes))
      await cut.arrived(start + cut.bytes)
      response.destroy()
      return
    }
    response.end(content.subarray(start))
  })
  return { ...server, seen, revision }
}

/** Weights by SHA-256, the rest by git's blob id, as the hub has it. */
async function describe(folder: string, path: string): Promise<object> {
  const content = await readFile(join(folder, path))
  const { size } = await stat(join(folder, path))
  const blobId = createHash('sha1').update(`blob ${size}\0`).update(content).digest('hex')
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { rfilename: path, size, blobId, ...(path.endsWith('.onnx') ? { lfs: { sha256, size } } : {}) }
}
