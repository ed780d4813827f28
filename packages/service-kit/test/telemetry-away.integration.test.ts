import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { inSpan, startTelemetry } from '../src/index.ts'

// A file of its own: what collects spans is set once a process.
test('a collector that takes what comes and never answers holds up neither the work nor the end', async () => {
  let open = 0
  const silent = createServer((request, response) => {
    if (request.url === '/look') return void response.end()
    open++
    request.socket.once('close', () => open--)
  }).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  try {
    const { port } = silent.address() as AddressInfo
    const end = await startTelemetry({
      service: 'translation',
      version: '1.2.3',
      environment: 'production',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    })
    expect(await inSpan('job', {}, async () => 'done')).toBe('done')
    await end()
    // The delivery still waits for its answer: the end did not. Had it been given up, that would be known before the next request.
    await fetch(`http://127.0.0.1:${port}/look`)
    expect(open).toBe(1)
  } finally {
    silent.closeAllConnections()
    silent.close()
  }
})
