import { type Cable, layCable, type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { redisMissing, testServer } from '@parlance/testing/test-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChatClient } from '../../support/chat-client.ts'
import { createPerson, createRoom, type Person } from '../../support/people.ts'
import { marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

const missing = await redisMissing()

describe.skipIf(missing !== '')(
  `two backends share rooms over Redis${missing && ` (skipped: ${missing})`}`,
  () => {
    let database: TestDatabase
    let translation: Peer
    let cable: Cable
    let one: TestBackend
    let two: TestBackend
    let ann: Person
    let bob: Person
    const asked: string[] = []

    beforeAll(async () => {
      database = await createTestDatabase()
      translation = await startTranslationPeer({
        Translate: async (request) => {
          asked.push(...request.texts.map((text) => `${request.targetLanguage}: ${text}`))
          return marked(request)
        },
      })
      cable = await layCable(await testServer('redis'))
      const config = { TRANSLATION_ADDRESS: translation.address, REDIS_URL: cable.url }
      // What nobody was told of is not found by chance within the time of a test.
      const tuning = { times: { pollMs: 600_000, presenceMs: 600_000 } }
      one = await startTestBackend(database.url, config, tuning)
      two = await startTestBackend(database.url, config, tuning)
      ann = await createPerson(database.url, { name: 'Ann' })
      bob = await createPerson(database.url, { name: 'Bob' })
    })
    afterAll(async () => {
      await Promise.all([one?.stop(), two?.stop()])
      await cable?.close()
      await translation?.stop()
      await database?.drop()
    })

    const enter = (backend: TestBackend, room: string, lang: 'en' | 'fr' | 'es', person?: Person) =>
      ChatClient.enter(backend.url, { lang, token: person?.token, rooms: [{ room }] })

    test('what is said on one is heard on both; each translation is made once, wherever it is read', async () => {
      const room = await createRoom(database.url)
      const writer = await enter(one, room, 'en', ann)
      const here = await enter(one, room, 'fr')
      const there = await enter(two, room, 'fr')
      const spanish = await enter(two, room, 'es')
      await writer.say(room, 'To all.', { lang: 'en' })
      await Promise.all([here, there, spanish].map((client) => client.next('message')))
      await Promise.all(
        [here, there].map((client) => client.next('translation', ({ lang }) => lang === 'fr')),
      )
      await spanish.next('translation', ({ body }) => body === '[es] To all.')
      expect(asked.filter((each) => each.endsWith('To all.')).sort()).toEqual(['es: To all.', 'fr: To all.'])

      writer.send({ type: 'edit', room, seq: 1, body: 'To everybody.', clientId: 'e' })
      await there.next('edited')
      await there.next('translation', ({ rev }) => rev === 2)
      expect(there.all('translation').map(({ rev }) => rev)).toEqual([1, 2])
      await Promise.all([writer, here, there, spanish].map((client) => client.leave()))
    })

    test('who reads and who types is known on both', async () => {
      const room = await createRoom(database.url)
      const first = await enter(one, room, 'en', ann)
      const second = await enter(two, room, 'fr', bob)
      const nameless = await enter(two, room, 'es')
      const complete = { users: expect.arrayContaining([expect.objectContaining({ id: ann.id })]), guests: 1 }
      for (const client of [first, second, nameless]) {
        const seen = await client.next('presence', ({ users, guests }) => users.length === 2 && guests === 1)
        expect(seen).toMatchObject(complete)
      }
      first.send({ type: 'typing', room })
      expect(await second.next('typing')).toMatchObject({ user: { id: ann.id } })
      expect(first.all('typing')).toEqual([])
      await second.leave()
      await first.next('presence', ({ users, guests }) => users.length === 1 && guests === 1)
      await Promise.all([first.leave(), nameless.leave()])
    })

    test('with Redis away for good, what is said on one is still heard on the other', async () => {
      const room = await createRoom(database.url)
      const writer = await enter(one, room, 'en', ann)
      const reader = await enter(two, room, 'fr')
      await writer.say(room, 'Before.', { lang: 'en' })
      await reader.next('translation', ({ seq }) => seq === 1)
      cable.cut()
      await writer.say(room, 'While it is away.', { lang: 'en' })
      await reader.next('message', ({ seq }) => seq === 2)
      await reader.next('translation', ({ seq }) => seq === 2)
      const late = await enter(two, room, 'en', bob)
      await late.say(room, 'Me too.', { lang: 'en' })
      await writer.next('message', ({ seq }) => seq === 3)
      const health = async (backend: TestBackend) =>
        (await (await fetch(`${backend.url}/health`)).json()) as { checks: { redis: { status: string } } }
      // What is needed is looked at in the background, every so often.
      await waitUntil('the loss', async () => (await health(one)).checks.redis.status === 'unhealthy')
      cable.mend()
      await waitUntil('contact', async () => (await health(one)).checks.redis.status === 'healthy')
      await writer.say(room, 'After.', { lang: 'en' })
      await reader.next('translation', ({ seq }) => seq === 4)
      expect(reader.all('message').map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
      await Promise.all([writer, reader, late].map((client) => client.leave()))
    })
  },
)
