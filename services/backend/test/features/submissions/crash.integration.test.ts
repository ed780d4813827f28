import { setTimeout as delay } from 'node:timers/promises'
import { type Peer, startScraperPeer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SubmissionView } from '../../../src/features/submissions/submissions.ts'
import { startBackendProgram } from '../../support/backend-program.ts'
import { ask } from '../../support/http-client.ts'
import { goodScrape, marked } from '../../support/scrape-events.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let translation: Peer
let scraper: Peer
/** What the scraper is in the middle of. */
const scraping: string[] = []
/** While it is set, a scrape never ends. */
let stuck = true

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({ Translate: async (request) => marked(request) })
  scraper = await startScraperPeer(async function* ({ url }, { signal }) {
    scraping.push(url)
    yield { progress: { step: 'STEP_FETCH', fraction: 0.3, detail: '' } }
    if (stuck) await delay(120_000, undefined, { signal })
    yield* goodScrape(url, { siteName: 'Phoenix' })
  })
})
afterAll(async () => {
  await scraper?.stop()
  await translation?.stop()
  await database?.drop()
})

const start = () =>
  startBackendProgram(database.url, {
    SCRAPER_ADDRESS: scraper.address,
    TRANSLATION_ADDRESS: translation.address,
  })

test('a submission whose backend is killed in its middle is finished by the next one, without anybody asking', async () => {
  const first = await start()
  const { body } = await ask<SubmissionView>(`${first.url}/api/v1/submissions`, {
    json: { url: 'https://phoenix.example/' },
  })
  await waitUntil('the scrape', () => scraping.length === 1)
  await first.kill('SIGKILL')

  stuck = false
  const second = await start()
  const ended = await waitUntil('the end', async () => {
    const view = await ask<SubmissionView>(`${second.url}/api/v1/submissions/${body.id}`)
    return view.body.status === 'done' && view.body
  })
  await second.kill('SIGTERM')
  expect(ended).toMatchObject({ attempts: 2, tool: { slug: 'phoenix' } })
  expect(scraping).toHaveLength(2)
})

test('a backend that is asked to stop ends with readers connected, and its submission goes on with the next', async () => {
  stuck = true
  const first = await start()
  const { body } = await ask<SubmissionView>(`${first.url}/api/v1/submissions`, {
    json: { url: 'https://calm.example/' },
  })
  const events = fetch(`${first.url}/api/v1/submissions/${body.id}/events`)
  await waitUntil('the scrape', () => scraping.includes('https://calm.example/'))
  await events
  // It ends although a page still listens to its events; how fast is measured in bench/.
  await first.kill('SIGTERM')

  stuck = false
  const second = await start()
  await waitUntil('the end', async () => {
    const view = await ask<SubmissionView>(`${second.url}/api/v1/submissions/${body.id}`)
    return view.body.status === 'done'
  })
  await second.kill('SIGTERM')
})
