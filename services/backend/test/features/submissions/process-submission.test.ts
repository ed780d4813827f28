import { Problem } from '@parlance/service-kit'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ListingStore, NewListing } from '../../../src/features/submissions/listing-store-port.ts'
import type { ProcessParts } from '../../../src/features/submissions/process-ports.ts'
import { processSubmission } from '../../../src/features/submissions/process-submission.ts'
import type { ScrapeStep } from '../../../src/features/submissions/scraper-port.ts'
import { createSubmissionJobs } from '../../../src/features/submissions/submission-jobs.ts'
import type {
  SubmissionRow,
  SubmissionStore,
} from '../../../src/features/submissions/submission-store-port.ts'

const id = 'the-submission'
const { signal } = new AbortController()

const page: ScrapeStep = {
  type: 'result',
  page: {
    url: 'https://loomery.example/',
    finalUrl: 'https://loomery.example/',
    title: 'Loomery',
    name: 'Loomery',
    tagline: '',
    siteName: 'Loomery',
    description: 'Films from words.',
    language: 'en',
    excerpt: '',
    text: '',
    features: [],
    pricing: '',
    generatedDescription: '',
    summary: '',
    author: '',
    publishedTime: '',
    price: null,
    questions: [],
    profiles: [],
    keywords: [],
    sources: [],
  },
  unavailable: [],
  durationMs: 1,
  bytesFetched: 1,
  redirects: 0,
  version: null,
}

let row: SubmissionRow
let calls: string[]
let known: { id: string; slug: string; shown: boolean } | undefined
let scrape: () => AsyncIterable<ScrapeStep>
let translate: () => Promise<never[]>
let parts: ProcessParts

beforeEach(() => {
  calls = []
  known = undefined
  translate = async () => []
  scrape = async function* () {
    yield page
  }
  row = {
    id,
    url: 'https://loomery.example/',
    canonicalUrl: 'https://loomery.example',
    language: null,
    status: 'queued',
    step: 'queued',
    progress: 0,
    detail: '',
    attempts: 0,
    duplicate: false,
    problem: null,
    toolId: null,
    toolSlug: null,
    userId: null,
    listing: null,
    createdAt: new Date(0),
    updatedAt: new Date(0),
  }
  const note =
    (name: string) =>
    async (_id: string, _attempt: number, what?: unknown): Promise<void> => {
      const { reason, code } = (what ?? {}) as { reason?: string; code?: string }
      calls.push([name, reason ?? code].filter(Boolean).join(' '))
    }
  const submissions: Partial<SubmissionStore> = {
    find: async () => row,
    begin: async () => {
      if (row.status === 'done' || row.status === 'failed') return undefined
      row = { ...row, status: 'running', attempts: row.attempts + 1 }
      return row
    },
    report: async () => {},
    recordRun: async () => {},
    blocked: async () => undefined,
    postpone: note('postpone'),
    finish: note('finish'),
    finishAsDuplicate: note('duplicate'),
    fail: note('fail'),
  }
  const listings: Partial<ListingStore> = {
    vocabulary: async () => ({ categories: [], tags: [] }),
    findByAddress: async () => known,
    create: async ({ slug }: NewListing) => {
      calls.push(`create ${slug}`)
      return { id: 'the-tool', slug, made: true }
    },
    readForTranslation: async () => ({
      sourceLanguage: 'en',
      texts: {
        name: 'x',
        tagline: 'x',
        overview: null,
        description: null,
        keyFeatures: [],
        useCases: [],
        questions: [],
      },
      written: ['en', 'fr', 'es', 'it', 'de', 'nl'],
      machine: ['fr', 'es', 'it', 'de', 'nl'],
    }),
    addTranslation: async () => {},
  }
  parts = {
    submissions: submissions as SubmissionStore,
    listings: listings as ListingStore,
    scraper: { scrape: () => scrape() },
    assets: { put: async () => 'key' },
    translator: { translate: () => translate() } as never,
    bus: { publish: () => {}, subscribe: () => () => {} },
    measure: { ended: () => {}, stored: () => {} },
    report: () => {},
    translateLater: async (toolId) => void calls.push(`later ${toolId}`),
  }
})

const failing = (problem: Problem) =>
  // biome-ignore lint/correctness/useYield: it fails before there is anything to say
  async function* (): AsyncGenerator<ScrapeStep> {
    throw problem
  }
const run = (lastTry = false) => processSubmission(parts, id, { signal, lastTry })

test('a page becomes a listing', async () => {
  await run()
  expect(calls).toEqual(['create loomery', 'finish'])
})

test('what has ended is left alone', async () => {
  row = { ...row, status: 'done' }
  await run()
  expect(calls).toEqual([])
})

test('a try after a crash goes on with the listing that the first one made', async () => {
  row = { ...row, toolId: 'the-tool' }
  scrape = failing(new Problem('internal', 'must not be asked'))
  await run()
  expect(calls).toEqual(['finish'])
})

describe('a page that is there already', () => {
  test('gives that listing', async () => {
    known = { id: 'other', slug: 'other', shown: true }
    await run()
    expect(calls).toEqual(['duplicate'])
  })

  test('and was taken down is refused', async () => {
    known = { id: 'other', slug: 'other', shown: false }
    await run()
    expect(calls).toEqual(['fail taken-down'])
  })
})

describe('a fault', () => {
  test.each([
    ['not-found', 'page-not-found'],
    ['forbidden', 'blocked-address'],
    ['timeout', 'timed-out'],
    ['precondition', 'not-html'],
  ] as const)('of the page ends it: %s %s', async (code, reason) => {
    scrape = failing(new Problem(code, 'no', { reason }))
    await run()
    expect(calls).toEqual([`fail ${reason}`])
  })

  test.each([
    ['unavailable', undefined],
    ['rate-limited', 'busy'],
    ['internal', undefined],
    ['timeout', undefined],
  ] as const)('of our side is tried again, and ends it in the last try: %s %s', async (code, reason) => {
    scrape = failing(new Problem(code, 'no', reason ? { reason } : {}))
    await expect(run()).rejects.toMatchObject({ code })
    await run(true)
    expect(calls).toEqual(['postpone', `fail ${reason ?? code}`])
  })

  test('of the connection is tried once more', async () => {
    scrape = failing(new Problem('unavailable', 'refused', { reason: 'connection-failed' }))
    await expect(run()).rejects.toThrow()
    await run()
    expect(calls).toEqual(['postpone', 'fail connection-failed'])
  })

  test('of a scraper that says nothing is ours', async () => {
    scrape = async function* () {}
    await expect(run()).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('that nobody foresaw does not tell its inside', async () => {
    scrape = failing(new TypeError('secret of the house') as never)
    await expect(run()).rejects.toMatchObject({
      code: 'internal',
      detail: expect.not.stringContaining('secret'),
    })
  })
})

describe('a listing that cannot be translated', () => {
  test('is tried again while there are tries', async () => {
    translate = async () => {
      throw new Problem('unavailable', 'gone')
    }
    await expect(run()).rejects.toMatchObject({ code: 'unavailable' })
    expect(calls).toEqual(['create loomery', 'postpone'])
  })

  test.each([
    ['in the last try', 'unavailable', true],
    ['because it was refused', 'invalid', false],
  ] as const)('%s is a listing all the same, and is translated later', async (_what, code, lastTry) => {
    translate = async () => {
      throw new Problem(code, 'no')
    }
    await run(lastTry)
    expect(calls).toEqual(['create loomery', 'later the-tool', 'finish'])
  })
})

describe('a job whose workers died too often', () => {
  test.each([
    ['ends as failed', null, ['fail interrupted']],
    ['ends with the listing that they made', 'the-tool', ['finish']],
  ])('%s', async (_what, toolId, expected) => {
    row = { ...row, status: 'running', toolId }
    await createSubmissionJobs(parts, { forget: async () => {} }).deadSubmission(id)
    expect(calls).toEqual(expected)
  })
})
