import { expect, test } from 'vitest'
import { createReporter } from '../../../src/features/submissions/reporter.ts'

function record() {
  let time = 0
  const written: string[] = []
  const reporter = createReporter(
    async ({ step, progress }) => void written.push(`${step} ${progress}`),
    () => time,
  )
  const pass = (ms: number) => {
    time += ms
  }
  return { reporter, written, pass }
}

test('each new step is written at once, the same one at most four times a second', async () => {
  const { reporter, written, pass } = record()
  await reporter.report('fetch', 0.1, '')
  await reporter.report('fetch', 0.2, '')
  await reporter.report('read', 0.3, '')
  pass(250)
  await reporter.report('read', 0.4, '')
  expect(written).toEqual(['fetch 0.1', 'read 0.3', 'read 0.4'])
})

test('progress never goes back, nor beyond the whole', async () => {
  const { reporter, written } = record()
  await reporter.report('fetch', 0.5, '')
  await reporter.report('read', 0.2, '')
  await reporter.report('logo', 7, '')
  expect(written).toEqual(['fetch 0.5', 'read 0.5', 'logo 1'])
})

test('nothing is written after the end', async () => {
  const { reporter, written } = record()
  reporter.stop()
  await reporter.report('fetch', 0.5, '')
  expect(written).toEqual([])
})
