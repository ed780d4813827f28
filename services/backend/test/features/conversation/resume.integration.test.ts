import { randomInt } from 'node:crypto'
import type { Language } from '@parlance/contracts/languages'
import { type Cable, layCable, type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { redisMissing, testServer } from '@parlance/testing/test-server'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MessagePage, MessageView } from '../../../src/features/conversation/conversation.ts'
import { Follower } from '../../support/follower.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, createRoom, type Person } from '../../support/people.ts'
import { marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

const missing = await redisMissing()
const tuning = {
  limits: { perUser: 1_000_000, perAddress: 1_000_000 },
  times: { pollAloneMs: 100, settleMs: 20 },
  connectionsPerAddress: 10_000,
}

let database: TestDatabase
let translation: Peer
let admin: Person
let answered = 0

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({
    Translate: async (request) => {
      // Answers come out of order, as those of a busy service do.
      await new Promise((resolve) => setTimeout(resolve, (answered++ * 7) % 15))
      return marked(request)
    },
    DetectLanguage: async ({ texts }) => ({
      detections: texts.map(() => ({ language: 'en', confidence: 1 })),
    }),
  })
  admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
})

afterAll(async () => {
  await translation?.stop()
  await database?.drop()
})

type Step =
  | { readonly do: 'say'; readonly at: number; readonly text: string }
  | { readonly do: 'edit' | 'correct'; readonly at: number; readonly which: number; readonly text: string }
  | { readonly do: 'delete'; readonly at: number; readonly which: number }
  | { readonly do: 'cut' | 'go'; readonly who: number; readonly at: number }
  | { readonly do: 'redis'; readonly whole: boolean }
  | { readonly do: 'wait'; readonly ms: number }

const readers: readonly Language[] = ['en', 'fr', 'es', 'fr']
const text = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).map((each) => `t${each}`)
const at = fc.nat(1)
const who = fc.nat(readers.length - 1)
const which = fc.nat(1_000)

function steps(redis: boolean): fc.Arbitrary<Step[]> {
  const kinds: fc.WeightedArbitrary<Step>[] = [
    { weight: 10, arbitrary: fc.record({ do: fc.constant('say' as const), at, text }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('edit', 'correct'), at, which, text }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), at, which }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('cut', 'go', 'go'), who, at }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(15) }) },
  ]
  if (redis)
    kinds.push({
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('redis' as const), whole: fc.boolean() }),
    })
  return fc.array(fc.oneof(...kinds), { minLength: 20, maxLength: 70 })
}

/** Plays the steps without waiting for one another, then asks every reader what it has. */
async function play(
  backends: readonly TestBackend[],
  cable: Cable | undefined,
  script: readonly Step[],
): Promise<void> {
  const room = await createRoom(database.url)
  const url = (index: number) => backends[index % backends.length]?.url ?? ''
  const messages = (index: number) => `${url(index)}/api/v1/rooms/${room}/messages`
  // Each request from an address of its own, as far as rate limits can tell.
  const from = () => ({
    ...admin.headers,
    'x-forwarded-for': `10.${[0, 0, 0].map(() => randomInt(256)).join('.')}`,
  })
  const followers = readers.map((lang) => new Follower(room, lang))
  for (const [index, follower] of followers.entries()) follower.go(url(index))

  const work: Promise<unknown>[] = []
  let said = 0
  for (const step of script) {
    const seq = 'which' in step && said > 0 ? 1 + (step.which % said) : 1
    if (step.do === 'say') {
      const json = { clientId: crypto.randomUUID(), body: step.text, lang: 'en' }
      work.push(
        ask(messages(step.at), { json, headers: from() }).then(({ status }) => expect(status).toBe(201)),
      )
      said++
    } else if (step.do === 'edit') {
      const json = { body: step.text, lang: 'en' }
      work.push(ask(`${messages(step.at)}/${seq}`, { method: 'PATCH', json, headers: from() }))
    } else if (step.do === 'correct') {
      const json = { body: `by hand: ${step.text}` }
      work.push(ask(`${messages(step.at)}/${seq}/translations/fr`, { method: 'PUT', json, headers: from() }))
    } else if (step.do === 'delete')
      work.push(ask(`${messages(step.at)}/${seq}`, { method: 'DELETE', headers: from() }))
    else if (step.do === 'cut') followers[step.who]?.cut()
    else if (step.do === 'go') followers[step.who]?.go(url(step.at))
    else if (step.do === 'redis') cable?.[step.whole ? 'mend' : 'cut']()
    else if (step.do === 'wait') await new Promise((resolve) => setTimeout(resolve, step.ms))
  }
  await Promise.all(work)
  cable?.mend()
  for (const follower of followers) if (!follower.connected) follower.go(url(0))

  const truth = async (lang?: Language): Promise<MessageView[]> => {
    const { body } = await ask<MessagePage>(`${messages(0)}?after=0&limit=200${lang ? `&lang=${lang}` : ''}`)
    return body.items
  }
  for (const [index, follower] of followers.entries()) {
    const lang = readers[index] ?? 'en'
    const expected = await waitUntil('every translation', async () => {
      const items = await truth(lang === 'en' ? undefined : lang)
      return items.every(({ deleted, translation }) => deleted || lang === 'en' || translation) && items
    })
    expect(expected).toHaveLength(said)
    const wanted = expected.map(({ seq, rev, body, translation }) => [seq, rev, body, translation?.body])
    const has = () =>
      expected.map(({ seq, deleted }) => {
        const known = follower.messages.get(seq)
        return [seq, known?.rev, known?.body, deleted ? undefined : follower.translations.get(seq)?.body]
      })
    await waitUntil(`reader ${index}`, () => JSON.stringify(has()) === JSON.stringify(wanted)).catch(() => {})
    expect(has()).toEqual(wanted)
    expect(follower.faults).toEqual([])
    follower.cut()
  }
}

describe('whatever breaks off and comes back, every reader ends with everything, each message once and in order', () => {
  test('one backend', { timeout: 120_000 }, async () => {
    const backend = await startTestBackend(
      database.url,
      { TRANSLATION_ADDRESS: translation.address, TRUSTED_PROXIES: '127.0.0.1' },
      tuning,
    )
    await fc.assert(
      fc.asyncProperty(steps(false), (script) => play([backend], undefined, script)),
      { numRuns: 25, endOnFailure: true },
    )
    await backend.stop()
  })

  test.skipIf(missing !== '')(
    `two backends over one database and one Redis that comes and goes${missing && ` (skipped: ${missing})`}`,
    { timeout: 180_000 },
    async () => {
      const cable = await layCable(await testServer('redis'))
      const config = {
        TRANSLATION_ADDRESS: translation.address,
        REDIS_URL: cable.url,
        TRUSTED_PROXIES: '127.0.0.1',
      }
      const backends = [
        await startTestBackend(database.url, config, tuning),
        await startTestBackend(database.url, config, tuning),
      ]
      await fc.assert(
        fc.asyncProperty(steps(true), (script) => play(backends, cable, script)),
        { numRuns: 20, endOnFailure: true },
      )
      await Promise.all(backends.map((backend) => backend.stop()))
      await cable.close()
    },
  )
})
