import { expect, test } from 'vitest'
import { createReadCounter } from '../../../src/features/catalogue/read-counter.ts'

test('counts are written together, kept through an outage, and asked for seldom', async () => {
  const written: unknown[] = []
  const faults: unknown[] = []
  let asked = 0
  let away = false
  const counter = createReadCounter({
    store: {
      exists: async (slug) => {
        asked++
        return slug !== 'nothing'
      },
      addCounts: async (counts) => {
        if (away) throw new Error('away')
        written.push(counts)
      },
    },
    report: (error) => faults.push(error),
    now: () => 1,
  })
  expect(await counter.count('nothing', 'views')).toBe(false)
  away = true
  for (let each = 0; each < 50; each += 1) expect(await counter.count('some', 'views')).toBe(true)
  await counter.stop()
  expect({ written, faults: faults.length }).toEqual({ written: [], faults: 1 })
  away = false
  await counter.count('some', 'clicks')
  await counter.count('other', 'views')
  await counter.stop()
  await counter.stop()
  expect(written).toEqual([
    [
      { slug: 'some', views: 50, clicks: 1 },
      { slug: 'other', views: 1, clicks: 0 },
    ],
  ])
  expect(asked).toBe(3)
})
