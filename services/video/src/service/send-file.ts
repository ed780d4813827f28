import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { VideoEvent } from '@parlance/contracts'

const chunkBytes = 262_144

/** A file of a result: what it is, then its chunks. */
export async function* sendFile(path: string, name: string, mediaType: string): AsyncGenerator<VideoEvent> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }))
    hash.update(chunk as Buffer)
  const { size } = await stat(path)
  yield { file: { name, mediaType, bytes: size, sha256: hash.digest('hex') } }
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }))
    yield { chunk: chunk as Buffer }
}
