import { createLogger } from '@parlance/service-kit'
import { type Cable, layCable } from '@parlance/testing'
import { redisMissing, testServer } from '@parlance/testing/test-server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createHotMemory } from '../../src/memory/create-hot-memory.ts'
import type { HotMemory } from '../../src/memory/hot-memory-port.ts'
import { describeHotMemory, remembered } from './hot-conformance.ts'

const logger = createLogger({ service: 'translation', version: 'test', level: 'silent' })
const missing = await redisMissing()

describe.skipIf(missing)(`hot memory in Redis${missing && ` (skipped: ${missing})`}`, () => {
  let server: string
  let cable: Cable
  const open = (onForget = () => {}, redisUrl = server): Promise<HotMemory> =>
    createHotMemory({ redisUrl, bytes: 100_000, logger, onForget })
  beforeAll(async () => {
    server = await testServer('redis')
    cable = await layCable(server)
  })
  afterAll(async () => {
    await cable?.close()
  })

  describeHotMemory('in Redis', () => open())

  it('is shared by replicas; what one forgets, the others hear of', async () => {
    const heard = vi.fn()
    const one = await open()
    const two = await open(heard)
    await one.set([{ hash: 'shared', field: 'f', entry: remembered('común') }])
    expect((await two.get([{ hash: 'shared', field: 'f' }]))[0]?.translated).toBe('común')
    heard.mockClear()
    await one.forget(['shared'])
    await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: 60_000 })
    expect(await two.get([{ hash: 'shared', field: 'f' }])).toEqual([undefined])
    await one.close()
    await two.close()
  })

  it('goes on in the process while Redis is gone, and forgets there what was forgotten meanwhile', async () => {
    const memory = await open(() => {}, cable.url)
    await memory.set([{ hash: 'stale', field: 'f', entry: remembered('vieja') }])
    cable.cut()
    await memory.set([{ hash: 'local', field: 'f', entry: remembered('aquí') }])
    expect((await memory.get([{ hash: 'local', field: 'f' }]))[0]?.translated).toBe('aquí')
    expect(await memory.get([{ hash: 'stale', field: 'f' }])).toEqual([undefined])
    await memory.forget(['stale'])
    cable.mend()
    await vi.waitFor(
      async () => {
        await memory.set([{ hash: 'back', field: 'f', entry: remembered('otra vez') }])
        const other = await open()
        const [back] = await other.get([{ hash: 'back', field: 'f' }])
        const stale = await other.get([{ hash: 'stale', field: 'f' }])
        await other.close()
        expect(back).toBeDefined()
        expect(stale).toEqual([undefined])
      },
      { timeout: 60_000 },
    )
    await memory.close()
  })
})
