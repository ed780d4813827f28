import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { makeBergamotFixture } from '../../scripts/bergamot-fixture/make.ts'
import { json, type LocalServer, serve } from './http-server.ts'

/** How the registry misbehaves, if it does. */
export interface RegistryFaults {
  /** Breaks the connection after so many bytes of the next answers for this file, once they have arrived. */
  breakAfter?: { name: string; bytes: number; times: number; arrived: (bytes: number) => Promise<unknown> }
  /** Sends other bytes inside the packing, for this file. */
  corrupt?: string
  /** Says that this file is so large. */
  claims?: { name: string; bytes: number }
  /** Answers this instead of the list. */
  list?: { status: number; body: unknown }
  /** Knows no ranges. */
  noRanges?: boolean
}

/** A request for a file, as the server saw it. */
export interface SeenFile {
  readonly name: string
  readonly range: string | undefined
}

/** A registry of Firefox Translations models that serves fixtures: the list, and files packed with gzip, with ranges. */
export async function serveRegistry(
  folder: string,
  pairs: readonly string[],
  faults: RegistryFaults = {},
): Promise<LocalServer & { list: string; seen: SeenFile[] }> {
  const seen: SeenFile[] = []
  const models: Record<string, object[]> = {}
  const contents = new Map<string, Buffer>()
  for (const pair of pairs) {
    const [source = '', target = ''] = pair.split('-')
    const made = await makeBergamotFixture(folder, source, target)
    const entries: [string, object][] = []
    for (const [index, role] of ['model', 'lexicalShortlist', 'vocab'].entries()) {
      const name = made.files[index] ?? ''
      const content = await readFile(join(made.folder, name))
      const path = `models/${pair}/exported/${name}.gz`
      contents.set(path, content)
      const uncompressedHash = createHash('sha256').update(content).digest('hex')
      entries.push([role, { path, uncompressedHash, uncompressedSize: content.length }])
    }
    const files = Object.fromEntries(entries)
    models[pair] = [
      { architecture: 'tiny', releaseStatus: 'Nightly', files: { model: { path: 'none' } } },
      {
        architecture: 'tiny',
        releaseStatus: 'Release',
        sourceLanguage: source,
        targetLanguage: target,
        files,
      },
    ]
  }
  const server: LocalServer = await serve(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://registry').pathname.slice(1)
    if (path === 'db/models.json') {
      if (faults.list) json(response, faults.list.status, faults.list.body)
      else json(response, 200, { baseUrl: server.url, generated: '2026-11-25T00:00:00Z', models })
      return
    }
    const content = contents.get(path)
    const name = path.split('/').at(-1)?.replace(/\.gz$/, '') ?? ''
    if (!content) {
      response.writeHead(404).end()
      return
    }
    const packed = gzipSync(faults.corrupt === name ? Buffer.alloc(content.length, 7) : content)
    if (request.method === 'HEAD') {
      const size = faults.claims?.name === name ? faults.claims.bytes : packed.length
      response.writeHead(200, { 'content-length': size }).end()
      return
    }
    const { range } = request.headers
    seen.push({ name, range })
    const start = faults.noRanges ? 0 : Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0)
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': packed.length - start })
    const cut = faults.breakAfter
    if (cut?.name === name && cut.times > 0) {
      cut.times -= 1
      response.write(packed.subarray(start, start + cut.bytes))
      await cut.arrived(start + cut.bytes)
      response.destroy()
      return
    }
    response.end(packed.subarray(start))
  })
  return { ...server, list: `${server.url}/db/models.json`, seen }
}
