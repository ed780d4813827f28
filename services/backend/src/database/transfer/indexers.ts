import { EventEmitter, once } from 'node:events'
import { languages } from '@parlance/contracts/languages'
import type { Client } from 'pg'
import { backlogChunk, countWords, indexSome, indexWhatWaits } from '../../stores/search-backlog.ts'
import { withConnection } from '../connection.ts'

/** Listings after whose documents words are counted, in an import that goes on for long. */
const countEvery = 20_000

/** Makes documents of what an import writes, beside it. */
export interface Indexers {
  /** So many more listings are written and wait. @throws whatever making documents failed of */
  written(count: number): void
}

/**
 * Does work that writes listings, while two connections of their own make the documents of what is written. It ends when all of it
 * can be found. What breaks off leaves what waits in the database, for the next who comes by.
 */
export function withIndexers<T>(url: string, work: (indexed: Indexers) => Promise<T>): Promise<T> {
  return withConnection(url, (one) => withConnection(url, (two) => indexing([one, two], work)))
}

async function indexing<T>(
  clients: readonly [Client, Client],
  work: (indexed: Indexers) => Promise<T>,
): Promise<T> {
  const news = new EventEmitter()
  let [waiting, uncounted, over] = [0, 0, false]
  const index = async (client: Client) => {
    // Compiling a statement takes longer than running it.
    await client.query('SET jit = off')
    for (;;) {
      while (waiting < backlogChunk && !over) await once(news, 'news')
      if (waiting <= 0) return
      waiting -= backlogChunk
      uncounted += await indexSome(client)
      if (uncounted < countEvery) continue
      uncounted = 0
      await countWords(client)
    }
  }
  let fault: unknown
  const running = Promise.all(clients.map(index)).catch((error: unknown) => {
    fault ??= error
  })
  const end = async () => {
    over = true
    news.emit('news')
    await running
  }
  const written = (count: number) => {
    if (fault) throw fault
    waiting += count
    news.emit('news')
  }
  let result: T
  try {
    result = await work({ written })
  } catch (error) {
    waiting = 0
    await end()
    throw error
  }
  await end()
  if (fault) throw fault
  // What an import before this one left is with it.
  await indexWhatWaits(clients[0])
  await Promise.all(
    clients.map((client, place) =>
      countWords(
        client,
        languages.filter((_, at) => at % clients.length === place),
      ),
    ),
  )
  return result
}
