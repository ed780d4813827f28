import { createMetrics } from '@parlance/service-kit'
import { expect, test } from 'vitest'
import { measureVisits } from '../../src/adapters/backend-metrics.ts'

test('visits are counted from 0, so that a site which has read nothing again has that to show', async () => {
  const metrics = createMetrics({ service: 'backend', version: '1' })
  measureVisits(metrics)('unchanged')
  const text = await metrics.registry.metrics()
  const counted = [...text.matchAll(/^parlance_page_visits_total\{outcome="(\w+)",.*\} (\d+)$/gm)]
  expect(Object.fromEntries(counted.map(([, outcome, count]) => [outcome, Number(count)]))).toEqual({
    read: 0,
    unchanged: 1,
    failed: 0,
    refused: 0,
    postponed: 0,
  })
})
