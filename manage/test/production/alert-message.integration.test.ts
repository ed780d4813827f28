import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { carryOut } from '../../src/core/steps.ts'
import type { ExplainedAlert } from '../../src/production/alert-lines.ts'
import { sendStep, unexplained } from '../../src/production/alert-message.ts'

const folder = mkdtempSync(join(tmpdir(), 'parlance-alerts-'))
let server: Server
let taken: { alerts: { labels: object; annotations: Record<string, string>; startsAt: string }[] }[]
let answers: number
let url: string

beforeEach(async () => {
  taken = []
  answers = 200
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      taken.push(JSON.parse(body))
      response.writeHead(answers).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a-secret`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const alert = (name: string, since: string, lines = ['one', 'two']): ExplainedAlert => ({
  name,
  severity: 'critical',
  summary: 'it does not answer',
  command: 'pnpm manage prod:logs scraper',
  since,
  fingerprint: `print of ${name}`,
  labels: { alertname: name, job: 'scraper' },
  annotations: { summary: 'it does not answer' },
  service: 'scraper',
  lines,
})

/** As the command does it each minute. @returns names of what is sent */
async function minute(firing: readonly ExplainedAlert[]): Promise<string[]> {
  const due = unexplained({ folder }, firing)
  if (due.length > 0) {
    const step = sendStep({ folder }, url, due, firing)
    expect(step.summary).not.toContain('a-secret')
    const signal = new AbortController().signal
    await carryOut({ steps: [step], result: () => {} }, { runner: undefined as never, signal })
  }
  return due.map(({ name }) => name)
}

test('each alert is sent once in the form of Alertmanager’s own message, with the lines', async () => {
  const [down, late] = [
    alert('ServiceDown', '2026-11-29T03:51:57Z'),
    alert('Latency', '2026-11-29T03:52:57Z'),
  ]
  expect(await minute([down])).toEqual(['ServiceDown'])
  expect(await minute([down, late])).toEqual(['Latency'])
  expect(await minute([down, late])).toEqual([])
  expect(taken).toHaveLength(2)
  expect(taken[0]).toMatchObject({
    version: '4',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        fingerprint: 'print of ServiceDown',
        labels: { alertname: 'ServiceDown', job: 'scraper' },
        annotations: { summary: 'it does not answer', lines: 'one\ntwo' },
        startsAt: '2026-11-29T03:51:57Z',
      },
    ],
  })
})

test('one that ceased and begins again is sent again, one about no container never', async () => {
  expect(await minute([alert('ServiceDown', '2026-11-29T03:51:57Z')])).toEqual(['ServiceDown'])
  expect(await minute([alert('DiskFilling', '2026-11-29T03:52:57Z', [])])).toEqual([])
  expect(await minute([alert('ServiceDown', '2026-11-29T04:00:00Z')])).toEqual(['ServiceDown'])
})

test('what was not taken is sent the next time', async () => {
  answers = 503
  const down = alert('ServiceDown', '2026-11-29T03:51:57Z')
  await expect(minute([down])).rejects.toThrow(/^127\.0\.0\.1:\d+ answers 503$/)
  answers = 200
  expect(await minute([down])).toEqual(['ServiceDown'])
})
