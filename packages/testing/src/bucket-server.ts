import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { freePort } from './ports.ts'

/** How the door of a bucket behaves: lets everything through, answers 500 once or always, says nothing, or breaks off what it sends. */
export type Door = 'open' | 'refuses once' | 'refuses' | 'is silent' | 'breaks off'

/** An S3 server of others behind a door that can have faults. */
export interface BucketServer {
  /** `s3:http://127.0.0.1:port/bucket/parlance` */
  readonly address: string
  /** Where the server keeps the bucket's files. */
  readonly folder: string
  /** Requests for files that came: to ask for names is no use of it. */
  readonly asked: number
  /** Who may ask. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  set(door: Door): void
  /** Takes everything out of the bucket. */
  empty(): void
  close(): Promise<void>
}

/** Starts one with a bucket in it. */
export async function startBucketServer(bucket: string): Promise<BucketServer> {
  const directory = mkdtempSync(join(tmpdir(), 'parlance s3 '))
  const port = await freePort()
  const s3 = new S3rver({
    port,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  await s3.run()
  let door: Door = 'open'
  let asked = 0
  const server = createServer((incoming, outgoing) => {
    if (!incoming.url?.includes('list-type=')) asked++
    if (door === 'is silent') return void incoming.resume()
    if (door === 'refuses' || door === 'refuses once') {
      if (door === 'refuses once') door = 'open'
      incoming.resume()
      outgoing.writeHead(500).end()
      return
    }
    const { method, url, headers } = incoming
    const passed = request({ port, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      if (door === 'breaks off') {
        outgoing.flushHeaders()
        outgoing.destroy()
        answer.resume()
      } else answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `s3:http://127.0.0.1:${(server.address() as AddressInfo).port}/${bucket}/parlance`,
    folder: join(directory, bucket),
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    get asked() {
      return asked
    },
    set(how) {
      door = how
    },
    empty() {
      rmSync(join(directory, bucket), { recursive: true, force: true })
      mkdirSync(join(directory, bucket))
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await s3.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
