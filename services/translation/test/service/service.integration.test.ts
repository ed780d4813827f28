import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { segmentHash } from '../../src/memory/segment-key.ts'
import { hasApertium } from '../support/apertium.ts'
import { type RunningService, startService } from '../support/service.ts'

const needs = hasApertium ? '' : ' (skipped: no Apertium, run manage setup)'

describe.skipIf(!hasApertium)(`the service with Apertium${needs}`, () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService()
  })
  afterAll(() => service.close())

  const spanish = { sourceLanguage: 'en', targetLanguage: 'es' } as const

  it('is healthy, and lists what it has', async () => {
    expect(await service.client.health()).toBe('SERVING')
    const { models, languages, memoryAttached } = await service.client.call('ListModels', {})
    expect(languages).toEqual(['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'])
    expect(memoryAttached).toBe(false)
    expect(models.map(({ tier, engine, available }) => [tier, engine, available])).toEqual([
      ['TIER_BASIC', 'apertium', true],
      ['TIER_MEDIUM', 'none', false],
      ['TIER_PREMIUM', 'none', false],
    ])
    expect(models[0]?.pairs).toContainEqual({ source: 'en', target: 'fr', via: ['es'] })
    expect(models[0]?.licence).toContain('GPL')
    expect(models[1]?.problem).toContain('MEDIUM_MODEL')
  })

  it('translates many texts, in order, each from its own language', async () => {
    const { translations } = await service.client.call('Translate', {
      texts: ['The red house', 'La maison rouge', 'Das rote Haus', 'a casa vermelha'],
      sourceLanguages: ['en', 'fr', 'de', ''],
      targetLanguage: 'es',
    })
    expect(translations.map(({ translated }) => translated)).toEqual([
      'La casa roja',
      'La casa roja',
      'Das rote Haus',
      'la casa roja',
    ])
    expect(translations.map(({ untranslated }) => untranslated)).toEqual([
      false,
      false,
      true,
      expect.any(Boolean),
    ])
    expect(translations[3]).toMatchObject({ sourceLanguage: 'pt' })
  })

  it('sends each translation of a stream as soon as it is ready, with its index', async () => {
    const texts = ['A good morning', 'https://example.org', 'The cat. '.repeat(200)]
    const seen: number[] = []
    for await (const { index, translation } of service.client.stream('TranslateStream', {
      texts,
      ...spanish,
    })) {
      seen.push(index)
      expect(translation?.text).toBe(texts[index])
    }
    expect([...seen].sort()).toEqual([0, 1, 2])
    expect(seen[0]).toBe(1)
  })

  it('detects', async () => {
    const { detections } = await service.client.call('DetectLanguage', {
      texts: ['where is the house', 'ok'],
      priorLanguage: 'nl',
    })
    expect(detections.map(({ language }) => language)).toEqual(['en', 'nl'])
  })

  it.each([
    ['no target', { texts: ['x'] }, 'invalid', /target_language: .*it is missing/],
    ['a language that does not exist', { texts: ['x'], targetLanguage: 'xx' }, 'invalid', /“xx” is not one/],
    [
      'a source that does not exist',
      { texts: ['x'], targetLanguage: 'es', sourceLanguage: 'tlh' },
      'invalid',
      /source_language/,
    ],
    [
      'sources that are not one a text',
      { texts: ['x', 'y'], targetLanguage: 'es', sourceLanguages: ['en'] },
      'invalid',
      /one for each of the 2 texts/,
    ],
    [
      'too many texts',
      { texts: Array.from({ length: 5_000 }, () => 'x'), targetLanguage: 'es' },
      'invalid',
      /at most 4096/,
    ],
    [
      'a text over the limit',
      { texts: ['x'.repeat(1_100_000)], targetLanguage: 'es' },
      'too-large',
      /texts\[0\] has 1100000/,
    ],
  ] as const)('refuses %s, and says why', async (_, request, code, detail) => {
    await expect(service.client.call('Translate', request as never)).rejects.toMatchObject({
      code,
      detail: expect.stringMatching(detail),
    })
  })

  it('takes regions of languages for the language', async () => {
    const { translations } = await service.client.call('Translate', {
      texts: ['The house'],
      sourceLanguage: 'en-GB',
      targetLanguage: 'pt_BR',
    })
    expect(translations[0]).toMatchObject({ sourceLanguage: 'en', translated: 'A casa' })
  })

  it('remembers, until it is told to forget', async () => {
    const ask = async () =>
      (await service.client.call('Translate', { texts: ['A text to remember'], ...spanish })).translations[0]
    expect(await ask()).toMatchObject({ remembered: false })
    expect(await ask()).toMatchObject({ remembered: true, engine: 'apertium' })
    const { forgotten } = await service.client.call('ForgetSegments', {
      segmentHashes: [segmentHash('A text to remember')],
    })
    expect(forgotten).toBe(1)
    expect(await ask()).toMatchObject({ remembered: false })
  })

  it('stops at the deadline: the work is taken from the queue, not only abandoned', async () => {
    const texts = Array.from(
      { length: 4_000 },
      (_, at) => `The house number ${at} is red and the cat ${at} sees it`,
    )
    await expect(
      service.client.call('Translate', { texts, ...spanish }, { deadlineMs: 300 }),
    ).rejects.toMatchObject({ code: 'timeout' })
    await vi.waitFor(async () => expect((await service.client.call('ListModels', {})).queueDepth).toBe(0), {
      timeout: 60_000,
    })
  })

  it('a megabyte, and one line of 50 KB, come back whole', async () => {
    const megabyte = 'The house is red. '.repeat(58_000).slice(0, 1_040_000)
    const line = 'word '.repeat(10_000)
    const { translations } = await service.client.call(
      'Translate',
      { texts: [megabyte, line], ...spanish },
      { deadlineMs: 60_000 },
    )
    expect(translations[0]?.translated.startsWith('La casa es roja. La casa es roja. ')).toBe(true)
    expect(translations[0]?.translated.split('La casa es roja.').length).toBeGreaterThan(57_000)
    expect(translations[1]?.untranslated).toBe(false)
  })

  it('shows its figures to Prometheus', async () => {
    const text = await service.app.metrics.registry.metrics()
    for (const name of [
      'segments_total',
      'queue_depth',
      'batch_duration_seconds',
      'batch_segments',
      'restarts_total',
    ]) {
      expect(text).toContain(`parlance_translation_${name}`)
    }
    expect(text).toMatch(/parlance_translation_segments_total\{how="text",engine="apertium"/)
  })
})
