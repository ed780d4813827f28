import { expect, test } from 'vitest'
import { ChildFault } from '../../src/child/child-pool.ts'
import type { Reading, ReadJob } from '../../src/html/reading.ts'
import { readHtml, type Sources } from '../../src/scrape/page-source.ts'

const reading = { title: 'Saw' } as Reading
const page = (bytes: number) => ({
  body: Buffer.alloc(bytes),
  headers: {},
  url: new URL('https://example.org/'),
})

/** A pool whose children answer in turn; an error ends the child. */
function reader(...answers: (Reading | ChildFault['kind'])[]) {
  const jobs: ReadJob[] = []
  const run = async (job: ReadJob): Promise<Reading> => {
    jobs.push(job)
    const answer = answers[jobs.length - 1] ?? 'closed'
    if (typeof answer === 'string') throw new ChildFault(answer, 'the child process ended')
    return answer
  }
  return { jobs, sources: { reader: { run } } as unknown as Sources }
}

const read = ({ sources }: { sources: Sources }, bytes = 10) =>
  readHtml(sources, page(bytes), AbortSignal.timeout(9_000))

test('a child that died is ours: the page is read in a new one', async () => {
  const pool = reader('crashed', reading)
  expect(await read(pool)).toBe(reading)
  expect(pool.jobs).toHaveLength(2)
})

test('two that died are a fault of our side, which the job tries again', async () => {
  await expect(read(reader('crashed', 'crashed'))).rejects.toMatchObject({
    reason: 'internal',
    code: 'internal',
  })
})

test('a page that filled its child is read by its beginning, and only then too large', async () => {
  const pool = reader('out-of-memory', reading)
  expect(await read(pool, 900_000)).toBe(reading)
  expect(pool.jobs.map(({ body }) => body.length)).toEqual([900_000, 500_000])
  await expect(read(reader('out-of-memory', 'out-of-memory'), 900_000)).rejects.toMatchObject({
    reason: 'too-large',
  })
})
