import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:tls'
import { createLogger, createMetrics } from '@parlance/service-kit'
import { freePort, waitUntil } from '@parlance/testing'
import { generate } from 'selfsigned'
import { afterEach, describe, expect, test } from 'vitest'
import { certificateHost, readCertificate, watchCertificate } from '../src/schedule/certificate.ts'

const day = 86_400_000
const names = [
  'parlance_certificate_not_before_timestamp_seconds',
  'parlance_certificate_not_after_timestamp_seconds',
]
const logger = createLogger({ service: 'keeper', version: 'test', level: 'silent' })

let server: Server | undefined
const asked: string[] = []
afterEach(() => {
  server?.close()
  server = undefined
  asked.length = 0
})

/** A server with a certificate of these days, that nobody has signed. */
async function serve(from: Date, until: Date): Promise<string> {
  const pems = await generate([{ name: 'commonName', value: 'site.test' }], {
    notBeforeDate: from,
    notAfterDate: until,
    keySize: 2048,
  })
  server = createServer({
    key: pems.private,
    cert: pems.cert,
    SNICallback: (name, done) => {
      asked.push(name)
      done(null)
    },
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function figures(metrics: ReturnType<typeof createMetrics>): Promise<(number | undefined)[]> {
  const text = await metrics.registry.metrics()
  return names.map((name) => {
    const [, value] = new RegExp(`^${name}\\{[^}]*\\} (\\S+)$`, 'm').exec(text) ?? []
    return value === undefined ? undefined : Number(value)
  })
}

describe("the edge's certificate", () => {
  test.each([
    ['parlance.example', 'parlance.example'],
    ['https://parlance.example:8443', 'parlance.example'],
    ['parlance.example, www.parlance.example', 'parlance.example'],
    ['localhost', 'localhost'],
    [':80', undefined],
    ['http://parlance.example', undefined],
    ['', undefined],
  ])('of %j is that of %s', (site, host) => {
    expect(certificateHost(site)).toBe(host)
  })

  test.each([
    ['holds', -10 * day, 80 * day],
    ['is expired', -100 * day, -day],
  ])('is read where it %s, by the name of the site', async (_, from, until) => {
    // Certificates count in whole seconds.
    const now = Math.floor(Date.now() / 1_000) * 1_000
    const address = await serve(new Date(now + from), new Date(now + until))
    expect(await readCertificate(address, 'site.test')).toEqual({ from: now + from, until: now + until })
    expect(asked).toEqual(['site.test'])
  })

  test('is told as figures, and as none where nobody shows one', async () => {
    const now = Math.floor(Date.now() / 1_000) * 1_000
    const address = await serve(new Date(now - day), new Date(now + day))
    const look = async (EDGE_ADDRESS: string, EDGE_SITE: string) => {
      const metrics = createMetrics({ service: 'keeper', version: 'test' })
      const end = watchCertificate({ EDGE_ADDRESS, EDGE_SITE, HEALTH_CHECK_INTERVAL: 5 }, metrics, logger)
      return { end, seen: () => figures(metrics) }
    }
    const there = await look(address, 'site.test')
    const wanted = [(now - day) / 1_000, (now + day) / 1_000]
    await waitUntil('it is seen', async () => ((await there.seen())[1] === wanted[1] ? true : undefined))
    expect(await there.seen()).toEqual(wanted)
    there.end()
    const away = await look(`127.0.0.1:${await freePort()}`, 'site.test')
    expect(await away.seen()).toEqual([0, 0])
    away.end()
    const plain = await look(address, ':80')
    expect(await plain.seen()).toEqual([undefined, undefined])
    plain.end()
  })
})
