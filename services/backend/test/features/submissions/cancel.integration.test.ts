import { setTimeout as delay } from 'node:timers/promises'
import type { ScrapeEvent } from '@parlance/contracts'
import { type Peer, startScraperPeer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withConnection } from '../../../src/database/connection.ts'
import type { SubmissionView } from '../../../src/features/submissions/submissions.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson } from '../../support/people.ts'
import { goodScrape, marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

type ScrapeStepName = NonNullable<NonNullable<ScrapeEvent['progress']>['step']>

let database: TestDatabase
let scraper: Peer
let translation: Peer
let backend: TestBackend
/** Where a page, by its host, stays until it is given up. */
const stuckIn = new Map<string, ScrapeStepName>()
/** Hosts whose scrape was given up by the backend. */
const givenUp: string[] = []
/** Hosts whose pages the scraper was asked for. */
const read: string[] = []
let translating = 0

const stuck = (signal: AbortSignal) => delay(120_000, undefined, { signal })

beforeAll(async () => {
  database = await createTestDatabase()
  scraper = await startScraperPeer(async function* ({ url }, { signal }) {
    const { host } = new URL(url)
    read.push(host)
    signal.addEventListener('abort', () => givenUp.push(host))
    const events = goodScrape(url, { siteName: host.split('.')[0], description: `${url} is read.` })
    const stays = stuckIn.get(host)
    for (const event of events) {
      if (event.result && stays) yield { progress: { step: stays, fraction: 0.5, detail: '' } }
      if (event.result && stays) await stuck(signal)
      yield event
    }
  })
  translation = await startTranslationPeer({
    Translate: async (request, { signal }) => {
      if (request.texts.some((text) => text.includes('translate-me'))) {
        translating++
        await stuck(signal)
      }
      return marked(request)
    },
  })
  backend = await startTestBackend(database.url, {
    // One address submits more than a site allows one in a minute.
    NODE_ENV: 'development',
    SCRAPER_ADDRESS: scraper.address,
    TRANSLATION_ADDRESS: translation.address,
  })
})
afterAll(async () => {
  await backend?.stop()
  await scraper?.stop()
  await translation?.stop()
  await database?.drop()
})

const at = (id: string) => `${backend.url}/api/v1/submissions/${id}`
const submit = async (url: string, headers = {}) =>
  (await ask<SubmissionView>(`${backend.url}/api/v1/submissions`, { json: { url }, headers })).body
const cancel = (id: string, headers = {}) => ask<SubmissionView>(at(id), { method: 'DELETE', headers })
const listed = (name: string) =>
  withConnection(database.url, async (client) => {
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM "Tool" WHERE "canonicalUrl" LIKE $1) AS tools,
              (SELECT count(*)::int FROM "Room" WHERE slug = $2) AS rooms`,
      [`%${name}.example%`, name],
    )
    return rows[0]
  })
const none = { tools: 0, rooms: 0 }

describe('a submission is cancelled', () => {
  test.each([
    ['STEP_CHECK', 'check'],
    ['STEP_FETCH', 'fetch'],
    ['STEP_READ', 'read'],
    ['STEP_LOGO', 'logo'],
    ['STEP_SCREENSHOT', 'screenshot'],
    ['STEP_DESCRIBE', 'describe'],
  ] as const)('in %s: the scrape is given up and nothing is listed', async (step, name) => {
    stuckIn.set(`${name}.example`, step)
    const { id } = await submit(`https://${name}.example/`)
    await waitUntil('the step', async () => (await ask<SubmissionView>(at(id))).body.step === name)
    const { status, body } = await cancel(id)
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { status: 'failed', problem: { code: 'cancelled', reason: 'cancelled' } },
    })
    await waitUntil('the scraper to hear of it', () => givenUp.includes(`${name}.example`))
    expect(await listed(name)).toEqual(none)
    expect((await cancel(id)).status).toBe(200)
  })

  test('while it waits for its turn: it is never read', async () => {
    const before = ['one', 'two', 'three', 'four'].map((name) => `turn-${name}.example`)
    for (const host of before) stuckIn.set(host, 'STEP_FETCH')
    const running = await Promise.all(before.map((host) => submit(`https://${host}/`)))
    for (const { id } of running)
      await waitUntil('its turn', async () => (await ask<SubmissionView>(at(id))).body.step === 'fetch')
    const { id } = await submit('https://waiting.example/')
    expect((await ask<SubmissionView>(at(id))).body.status).toBe('queued')
    expect((await cancel(id)).body).toMatchObject({ status: 'failed', problem: { code: 'cancelled' } })
    await Promise.all(running.map(({ id: other }) => cancel(other)))
    // Whoever comes after it has had its turn.
    const next = await submit('https://after.example/')
    await waitUntil('the next', async () => (await ask<SubmissionView>(at(next.id))).body.status === 'done')
    expect(read).toContain('after.example')
    expect(read).not.toContain('waiting.example')
    expect(await listed('waiting')).toEqual(none)
  })

  test('while its listing is written: it is written and taken away, or never is', async () => {
    const written = Promise.withResolvers<void>()
    const held = withConnection(database.url, async (client) => {
      await client.query('BEGIN')
      // Whoever writes a listing waits here, in the middle of its transaction.
      await client.query('LOCK TABLE "Tool" IN SHARE MODE')
      await written.promise
      await client.query('COMMIT')
    })
    const { id } = await submit('https://written.example/')
    await waitUntil('it is being written', () =>
      withConnection(database.url, async (client) => {
        const { rowCount } = await client.query(
          `SELECT 1 FROM pg_locks WHERE relation = '"Tool"'::regclass AND mode = 'RowExclusiveLock' AND NOT granted`,
        )
        return rowCount === 1
      }),
    )
    const cancelled = cancel(id)
    await waitUntil('the cancellation waits for it, or is done', () =>
      withConnection(database.url, async (client) => {
        const { rows } = await client.query<{ waiting: boolean; done: boolean }>(
          `SELECT (SELECT count(*) > 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS waiting,
                  EXISTS (SELECT 1 FROM "Submission" WHERE id = $1 AND status = 'failed') AS done`,
          [id],
        )
        return rows[0]?.waiting || rows[0]?.done
      }),
    )
    written.resolve()
    await held
    expect((await cancelled).body).toMatchObject({ status: 'failed', problem: { reason: 'cancelled' } })
    await waitUntil('nobody works on it', () =>
      withConnection(database.url, async (client) => {
        const { rowCount } = await client.query(
          `SELECT 1 FROM pgboss.job WHERE name = 'submission' AND data ->> 'id' = $1 AND state IN ('created', 'active', 'retry')`,
          [id],
        )
        return rowCount === 0
      }),
    )
    expect(await listed('written')).toEqual(none)
  })

  test('while it is translated: the listing that it made is gone, and its room', async () => {
    const { id } = await submit('https://translate-me.example/translate-me')
    await waitUntil('its translation', () => translating > 0)
    expect(await listed('translate-me')).toEqual({ tools: 1, rooms: 1 })
    await cancel(id)
    expect((await ask<SubmissionView>(at(id))).body.problem?.reason).toBe('cancelled')
    expect(await listed('translate-me')).toEqual(none)
  })

  test('by who submitted it or an editor alone', async () => {
    stuckIn.set('mine.example', 'STEP_FETCH')
    const owner = await createPerson(database.url, { name: 'Owner', role: 'member' })
    const other = await createPerson(database.url, { name: 'Other', role: 'member' })
    const editor = await createPerson(database.url, { name: 'Editor', role: 'editor' })
    const { id } = await submit('https://mine.example/', owner.headers)
    expect((await cancel(id)).status).toBe(403)
    expect((await cancel(id, other.headers)).status).toBe(403)
    expect((await cancel(id, editor.headers)).status).toBe(200)
  })

  test('when it has ended: a conflict, and the listing stays', async () => {
    const { id } = await submit('https://ended.example/')
    await waitUntil('its end', async () => (await ask<SubmissionView>(at(id))).body.status === 'done')
    expect((await cancel(id)).status).toBe(409)
    expect(await listed('ended')).toMatchObject({ tools: 1 })
  })

  test('that never was: not found', async () => {
    expect((await cancel('0190a0a0-0000-7000-8000-000000000000')).status).toBe(404)
  })
})
