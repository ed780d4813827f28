/**
 * The neural engine on the fixture model, or on the model that BENCH_MODEL names (a folder): batches by token budget beside
 * one by one, chat while a catalogue is translated beside chat alone, and memory before, with and after the model.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFixtureModel } from '../services/translation/scripts/fixture-model/make.ts'
import { load, printRatios, residentMegabytes, startService } from './translation-support.ts'

const work = await mkdtemp(join(tmpdir(), 'parlance-bench-'))
const model = process.env.BENCH_MODEL ?? join(work, 'model')
if (!process.env.BENCH_MODEL) await makeFixtureModel(model)
const service = await startService({
  MEDIUM_MODEL: `onnx:${model}`,
  BASIC_MODEL: 'none',
  MODEL_IDLE_SECONDS: '5',
})
let number = 0
const words = ['the', 'house', 'is', 'big', 'and', 'red', 'we', 'see', 'a', 'new', 'video', 'today']
/** A sentence of 3 to 40 words. */
const mixed = () => {
  const length = 3 + ((number * 7) % 38)
  return `${Array.from({ length }, (_, at) => words[(at + number) % words.length]).join(' ')} ${number++}`
}
const translate = (
  texts: string[],
  more: { priority?: 'PRIORITY_CHAT' | 'PRIORITY_CATALOGUE'; caller?: string } = {},
) =>
  service.client.call('Translate', {
    texts,
    sourceLanguage: 'en',
    targetLanguage: 'es',
    tier: 'TIER_MEDIUM',
    bypassMemory: true,
    ...more,
  })
const state = async () =>
  (await service.client.call('ListModels', {})).models.find(({ engine }) => engine === 'onnx')

try {
  await translate([mixed()])
  const loaded = await state()
  const count = process.env.BENCH_MODEL ? 32 : 256
  // In turns, so that what else the machine does falls on both; the middle one counts.
  const singles: number[] = []
  const batches: number[] = []
  for (let round = 0; round < 3; round += 1) {
    singles.push((await load(count / 4, 1, () => translate([mixed()]))).perSecond)
    const texts = Array.from({ length: count }, mixed)
    const before = performance.now()
    await translate(texts)
    batches.push(count / ((performance.now() - before) / 1_000))
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[1] ?? Number.NaN
  const [single, batched] = [middle(singles), middle(batches)]

  const chat = () =>
    translate([`hello we see the house ${number++}`], { priority: 'PRIORITY_CHAT', caller: 'a person' })
  /** Milliseconds of one message after the other, as a conversation has them, until told to stop; p99 of them. */
  const talk = async (more: (said: number) => boolean) => {
    const times: number[] = []
    while (more(times.length)) {
      const started = performance.now()
      await chat()
      times.push(performance.now() - started)
      await sleep(10)
    }
    times.sort((a, b) => a - b)
    return { messages: times.length, p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN }
  }
  const fill = () =>
    translate(Array.from({ length: 100 }, mixed), { priority: 'PRIORITY_CATALOGUE', caller: 'a catalogue' })
  // Both sides are measured warm.
  for (let round = 0; round < 3; round += 1) await fill()
  const idle = await talk((said) => said < 400)
  let done = false
  const catalogue = (async () => {
    for (let batch = 0; batch < 100; batch += 1) await fill()
    done = true
  })()
  const busy = await talk(() => !done)
  await catalogue

  await sleep(6_500)
  const after = await state()
  printRatios('Translation: a neural model', [
    {
      name: 'batches by token budget, beside one by one',
      own: `${batched.toFixed(0)}/s`,
      peer: `${single.toFixed(0)}/s`,
      ratio: batched / single,
      atLeast: 3,
    },
    {
      name: `chat p99 in a catalogue of 10,000 (${busy.messages} messages), beside idle`,
      own: `${busy.p99.toFixed(1)} ms`,
      peer: `${idle.p99.toFixed(1)} ms`,
      ratio: busy.p99 / idle.p99,
      atMost: 3,
    },
    {
      name: 'memory of the model after its idle time, beside while loaded',
      own: `${((after?.memoryBytes ?? 0) / 1e6).toFixed(0)} MB`,
      peer: `${((loaded?.memoryBytes ?? 0) / 1e6).toFixed(0)} MB`,
      ratio: (after?.memoryBytes ?? 0) / (loaded?.memoryBytes ?? 1),
      atMost: 0.01,
    },
    {
      name: 'the service itself then',
      own: `${residentMegabytes(service.pid).toFixed(0)} MB`,
      peer: '150 MB',
      ratio: residentMegabytes(service.pid) / 150,
      atMost: 2,
    },
  ])
} finally {
  await service.close()
  await rm(work, { recursive: true, force: true })
}
