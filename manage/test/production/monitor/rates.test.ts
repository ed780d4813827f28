import { Counter, Histogram, Registry } from 'prom-client'
import { describe, expect, test } from 'vitest'
import { parseMetrics, sumOf } from '../../../src/production/monitor/metrics-text.ts'
import { ratesBetween } from '../../../src/production/monitor/rates.ts'

/** A service's figures as the library writes them that the services use. */
function service() {
  const registry = new Registry()
  registry.setDefaultLabels({ service: 'backend' })
  const http = new Histogram({
    registers: [registry],
    name: 'parlance_http_request_duration_seconds',
    help: 'Requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.1, 1],
  })
  return {
    registry,
    answer: (route: string, status: number, seconds: number, times = 1) => {
      for (let n = 0; n < times; n++) http.observe({ method: 'GET', route, status: String(status) }, seconds)
    },
    look: async (at: number) => ({ samples: parseMetrics(await registry.metrics()), at }),
  }
}

describe('the text format of Prometheus', () => {
  test('is read with every sign that a label may have', async () => {
    const registry = new Registry()
    const counter = new Counter({
      registers: [registry],
      name: 'odd_total',
      help: 'Odd "signs" \\ here.',
      labelNames: ['text'],
    })
    const texts = ['a "quoted" word', 'back\\slash', 'two\nlines', 'a,b={c}', '']
    for (const [index, text] of texts.entries()) counter.inc({ text }, index + 1)
    const samples = parseMetrics(await registry.metrics())
    expect(samples.map(({ labels, value }) => [labels.text, value])).toEqual(
      texts.map((text, index) => [text, index + 1]),
    )
    expect(sumOf(samples, 'odd_total')).toBe(15)
    expect(sumOf(samples, 'even_total')).toBeUndefined()
  })
})

describe('what happened between two looks', () => {
  test('requests and failures a second, without what watches', async () => {
    const { answer, look } = service()
    answer('/api/v1/tools', 200, 0.005, 50)
    const before = await look(1_000)
    answer('/api/v1/tools', 200, 0.005, 90)
    answer('/api/v1/tools', 503, 0.05, 6)
    answer('/api/v1/tools', 404, 0.5, 4)
    answer('/health/live', 200, 0.9, 500)
    answer('/metrics', 200, 0.9, 500)
    expect(ratesBetween(before, await look(11_000))).toEqual({
      requestsPerSecond: 10,
      errorsPerSecond: 0.6,
      // 90 of 100 within 10 ms, 96 within 100 ms.
      p95Ms: 100,
    })
  })

  test('nothing: no slowest', async () => {
    const { answer, look } = service()
    answer('/api/v1/tools', 200, 0.005)
    expect(ratesBetween(await look(0), await look(2_000))).toEqual({
      requestsPerSecond: 0,
      errorsPerSecond: 0,
      p95Ms: null,
    })
  })

  test('a backend that was started anew meanwhile says nothing, and nothing wrong', async () => {
    const old = service()
    old.answer('/api/v1/tools', 200, 0.005, 100)
    const fresh = service()
    fresh.answer('/api/v1/tools', 200, 0.005, 3)
    expect(ratesBetween(await old.look(0), await fresh.look(2_000))).toBeUndefined()
  })
})
