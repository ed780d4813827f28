import type { ClientDuplexStream } from '@grpc/grpc-js'
import type {
  MemoryAnswer,
  MemoryEntry,
  MemoryQuestion__Output,
  TranslationServiceClient,
} from '@parlance/contracts'
import { describe, expect, it, vi } from 'vitest'
import { segmentHash } from '../../src/memory/segment-key.ts'
import { hasApertium } from '../support/apertium.ts'
import { startService } from '../support/service.ts'

const needs = hasApertium ? '' : ' (skipped: no Apertium, run manage setup)'

describe.skipIf(!hasApertium)(`the permanent memory${needs}`, () => {
  it('a backend attaches, answers, stores, and its corrections win', async () => {
    const service = await startService()
    const raw = service.client.raw as TranslationServiceClient
    const stored: MemoryEntry[] = []
    const corrections = new Map<string, string>()
    const stream: ClientDuplexStream<MemoryAnswer, MemoryQuestion__Output> = raw.attachMemory()
    stream.on('error', () => {})
    stream.on('data', ({ id, lookups, entries }: MemoryQuestion__Output) => {
      stored.push(...entries)
      const found = lookups.flatMap(({ key, segmentHash: hash, sourceLanguage, targetLanguage }) => {
        const translated = corrections.get(`${hash} ${targetLanguage}`)
        if (translated)
          return [
            {
              key,
              segmentHash: hash,
              sourceLanguage,
              targetLanguage,
              translated,
              human: true,
              confidence: 1,
            },
          ]
        return stored.filter((entry) => entry.key === key)
      })
      stream.write({ id, found })
    })
    await vi.waitFor(
      async () => expect((await service.client.call('ListModels', {})).memoryAttached).toBe(true),
      { timeout: 60_000 },
    )
    const ask = async () =>
      (
        await service.client.call('Translate', {
          texts: ['The key is in the house'],
          sourceLanguage: 'en',
          targetLanguage: 'es',
        })
      ).translations[0]
    const machine = await ask()
    expect(machine).toMatchObject({ engine: 'apertium', remembered: false })
    await vi.waitFor(() => expect(stored).toHaveLength(1), { timeout: 60_000 })
    expect(stored[0]).toMatchObject({
      sourceText: 'The key is in the house',
      translated: machine?.translated,
      human: false,
    })

    const hash = segmentHash('The key is in the house')
    corrections.set(`${hash} es`, 'La llave está en la casa')
    await service.client.call('ForgetSegments', { segmentHashes: [hash] })
    expect(await ask()).toMatchObject({
      translated: 'La llave está en la casa',
      engine: 'human',
      confidence: 1,
      remembered: true,
    })

    stream.cancel()
    await vi.waitFor(
      async () => expect((await service.client.call('ListModels', {})).memoryAttached).toBe(false),
      { timeout: 60_000 },
    )
    expect(await ask()).toMatchObject({ engine: 'human' })
    await service.close()
  })

  it('does not keep the service from ending, and what waits to be stored is sent before', async () => {
    const service = await startService()
    const raw = service.client.raw as TranslationServiceClient
    const stored: MemoryEntry[] = []
    const stream = raw.attachMemory()
    const ended = new Promise((resolve) => stream.on('end', resolve))
    stream.on('error', () => {})
    stream.on('data', ({ id, entries }: MemoryQuestion__Output) => {
      stored.push(...entries)
      stream.write({ id, found: [] })
    })
    await vi.waitFor(
      async () => expect((await service.client.call('ListModels', {})).memoryAttached).toBe(true),
      { timeout: 60_000 },
    )
    await service.client.call('Translate', {
      texts: ['The last words'],
      sourceLanguage: 'en',
      targetLanguage: 'es',
    })
    service.app.endMemory()
    await ended
    stream.end()
    await service.close()
    expect(stored.map(({ sourceText }) => sourceText)).toEqual(['The last words'])
  })
})
