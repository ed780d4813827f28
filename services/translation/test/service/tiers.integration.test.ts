import { describe, expect, it } from 'vitest'
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
