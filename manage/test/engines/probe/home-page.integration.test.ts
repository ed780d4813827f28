import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { HomePage, hasLostCache } from '../../../src/engines/probe/home-page.ts'
import { untilDeadline } from '../../../src/engines/start-progress.ts'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A frontend that answers in turn, the last answer from then on. */
async function frontend(...answers: readonly (readonly [number, string])[]) {
  let asked = 0
  const server = createServer((request, response) => {
    if (request.url === '/') return response.writeHead(307, { location: '/en' }).end()
    const [status, text] = answers[Math.min(asked++, answers.length - 1)] ?? [200, '']
    response.writeHead(status).end(text)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const never = new AbortController().signal
const homeOf = (url: string, ms = 20_000) =>
  new HomePage({ service: 'frontend', url }, untilDeadline(Date.now() + ms), never)

describe('the home page', () => {
  test('that is good at once, after its redirect, is good', async () => {
    let mended = 0
    await homeOf(await frontend([200, 'welcome'])).good(async () => {
      mended++
    })
    expect(mended).toBe(0)
  })

  test('that answered badly before the others were there is asked again, and not mended', async () => {
    let mended = 0
    await homeOf(await frontend([500, 'no backend'], [200, 'welcome'])).good(async () => {
      mended++
    })
    expect(mended).toBe(0)
  })

  test('that stays bad is mended once, and good after that', async () => {
    let mended = 0
    await homeOf(await frontend([500, ''], [500, ''], [200, ''])).good(async () => {
      mended++
    })
    expect(mended).toBe(1)
  })

  test('that never gets good fails with its words, without its markup', async () => {
    const page = '<html><script>var x = 1</script><body><h1>Internal   Server Error</h1></body></html>'
    const home = homeOf(await frontend([500, page]), 1_500)
    await expect(home.good(async () => {})).rejects.toMatchObject({
      message: 'the home page answered 500',
      program: 'frontend',
      lastHealth: { status: 'unhealthy', detail: 'Internal Server Error' },
    })
  })
})

test.each([
  ['Error: ENOENT: no such file or directory, open .next/dev/server/app/page.js', true],
  ['FATAL: An unexpected Turbopack error occurred', true],
  ['Error: stale reference to module', true],
  ['GET /en 500 in 21ms', false],
])('%s says that the cache is lost: %s', (line, lost) => {
  expect(hasLostCache([line])).toBe(lost)
})
