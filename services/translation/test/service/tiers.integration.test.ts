import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeBergamotFixture } from '../../scripts/bergamot-fixture/make.ts'
import { obedient, serveGemini } from '../support/gemini-server.ts'
import { serveLibreTranslate } from '../support/libretranslate-server.ts'
import { startService } from '../support/service.ts'

describe('tiers of the service', () => {
  it('speak through what each is set to, and fall through', async () => {
    const libre = await serveLibreTranslate()
    const gemini = await serveGemini({ current: obedient })
    const service = await startService({
      BASIC_MODEL: 'none',
      MEDIUM_MODEL: `http:${libre.url}`,
      PREMIUM_MODEL: 'gemini:gemini-test',
      GEMINI_API_KEY: 'test-key',
      GEMINI_BASE_URL: gemini.url,
    })
    const ask = async (tier: 'TIER_BASIC' | 'TIER_MEDIUM' | 'TIER_PREMIUM', targetLanguage: string) =>
      (
        await service.client.call('Translate', {
          texts: ['Hello world'],
          sourceLanguage: 'en',
          targetLanguage,
          tier,
        })
      ).translations[0]
    expect(await ask('TIER_MEDIUM', 'de')).toMatchObject({
      translated: 'Hallo Welt',
      engine: 'http',
      tier: 'TIER_MEDIUM',
    })
    expect(await ask('TIER_PREMIUM', 'de')).toMatchObject({
      translated: 'Hallo Welt',
      engine: 'gemini',
      model: 'gemini-test',
      tier: 'TIER_PREMIUM',
    })
    expect(await ask('TIER_BASIC', 'de')).toMatchObject({ engine: 'http', tier: 'TIER_MEDIUM' })
    expect(await ask('TIER_MEDIUM', 'nl')).toMatchObject({
      translated: 'Hoi wereld',
      engine: 'gemini',
      tier: 'TIER_PREMIUM',
    })
    await service.close()
    await libre.close()
    await gemini.close()
  })

  it('of several, the first that has a model for the pair speaks, and what is not installed is no fault', async () => {
    const libre = await serveLibreTranslate()
    const models = await mkdtemp(join(tmpdir(), 'parlance-tiers-'))
    await makeBergamotFixture(join(models, 'bergamot'), 'en', 'de')
    const env = { BASIC_MODEL: `bergamot,http:${libre.url}`, MODELS_DIR: models }
    const service = await startService(env)
    const ask = async (targetLanguage: string) => {
      const request = { texts: ['Hello world'], sourceLanguage: 'en', targetLanguage }
      return (await service.client.call('Translate', request)).translations[0]
    }
    const listed = async (one: typeof service) =>
      (await one.client.call('ListModels', {})).models.map(({ tier, engine }) => `${tier} ${engine}`)
    const german = { translated: 'Hallo Welt', tier: 'TIER_BASIC' }
    expect(await ask('de')).toMatchObject({ ...german, engine: 'bergamot', model: 'firefox-translations' })
    expect(await ask('es')).toMatchObject({ translated: 'Hola mundo', engine: 'http', tier: 'TIER_BASIC' })
    expect((await listed(service)).slice(0, 2)).toEqual(['TIER_BASIC bergamot', 'TIER_BASIC http'])
    await service.close()
    await rm(models, { recursive: true })
    const without = await startService(env)
    expect((await listed(without))[0]).toBe('TIER_BASIC http')
    await without.close()
    await libre.close()
  })

  it('a full queue is RESOURCE_EXHAUSTED, and nothing of the request is begun', async () => {
    const libre = await serveLibreTranslate({ hang: true })
    const service = await startService({ BASIC_MODEL: `http:${libre.url}`, TRANSLATION_QUEUE_DEPTH: '100' })
    const ask = (caller: string) =>
      service.client.call(
        'Translate',
        {
          texts: Array.from({ length: 60 }, (_, at) => `${caller} ${at} ${'hello world '.repeat(70)}`),
          sourceLanguage: 'en',
          targetLanguage: 'es',
          caller,
        },
        { deadlineMs: 2_000 },
      )
    const asked = ['one', 'two', 'three', 'four', 'five'].map(ask)
    const codes = (await Promise.allSettled(asked)).map((one) =>
      one.status === 'rejected' ? `${one.reason.code} ${one.reason.reason ?? ''}` : 'done',
    )
    expect(codes).toContain('rate-limited queue-full')
    expect(codes).toContain('timeout ')
    expect((await service.client.call('ListModels', {})).queueDepth).toBe(0)
    await service.close()
    await libre.close()
  })
})
