import { afterEach, describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../src/engines/engine.ts'
import { HttpEngine } from '../../src/engines/http/http-engine.ts'
import type { LocalServer } from '../support/http-server.ts'
import { type LibreTranslateFaults, serveLibreTranslate } from '../support/libretranslate-server.ts'
import { describeEngine } from './conformance.ts'

describeEngine('LibreTranslate over HTTP', {
  make: async () => {
    const server = await serveLibreTranslate()
    const engine = new HttpEngine({ url: server.url })
    await engine.refresh()
    return { engine, close: () => server.close() }
  },
  unserved: ['en', 'nl'],
  house: /casa/,
})

describe('LibreTranslate over HTTP', () => {
  const job = { segments: ['the house', 'the cat'], source: 'en', target: 'es' }
  let server: LocalServer | undefined
  afterEach(async () => server?.close())

  async function start(faults: LibreTranslateFaults = {}, timeoutMs = 5_000) {
    const own = await serveLibreTranslate(faults)
    server = own
    const engine = new HttpEngine({ url: `${own.url}/`, apiKey: 'k', timeoutMs })
    await engine.refresh()
    return { engine, requests: own.requests }
  }

  it('sends many texts in one request, with the key in the body', async () => {
    const { engine, requests } = await start()
    await engine.translate({ ...job, signal: new AbortController().signal })
    expect(requests).toEqual([{ q: job.segments, source: 'en', target: 'es', format: 'text', api_key: 'k' }])
  })

  it.each<[string, LibreTranslateFaults, RegExp]>([
    ['a limit', { status: 429 }, /answered 429/],
    ['a wrong number of answers', { short: true }, /something else than 2/],
    ['silence', { hang: true }, /cannot be reached/],
  ])('%s is an engine error, so the next tier may try', async (_, faults, message) => {
    const { engine } = await start(faults, 200)
    const work = engine.translate({ ...job, signal: new AbortController().signal })
    await expect(work).rejects.toThrow(EngineError)
    await expect(work).rejects.toThrow(message)
  })

  it('gives the request up when nobody waits', async () => {
    const { engine } = await start({ hang: true })
    const work = engine.translate({ ...job, signal: AbortSignal.timeout(50) })
    await expect(work).rejects.toThrow(/timeout/i)
  })

  it('says that a server is gone, and notices that it is back', async () => {
    const first = await serveLibreTranslate()
    await first.close()
    const engine = new HttpEngine({ url: first.url })
    await engine.refresh()
    expect(engine.state()).toMatchObject({
      available: false,
      problem: expect.stringContaining('cannot be reached'),
    })
    server = await serveLibreTranslate({}, first.port)
    await vi.waitFor(() => expect(engine.state().available).toBe(true), { timeout: 60_000, interval: 200 })
  })
})
