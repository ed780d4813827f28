/**
 * The engine `bergamot` on the fixture models, or on the models that BENCH_MODELS names (a folder): batches and calls through
 * the service beside the bare engine in this process, which is the limit, chat while a catalogue is translated beside chat
 * alone, and memory before, with and after the models.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeBergamotFixture } from '../services/translation/scripts/bergamot-fixture/make.ts'
import { Bergamot } from '../services/translation/src/engines/bergamot/bergamot-translator.ts'
import { readPairs } from '../services/translation/src/engines/bergamot/installed-pairs.ts'
import { load, printRatios, residentMegabytes, startService } from './translation-support.ts'

const work = await mkdtemp(join(tmpdir(), 'parlance-bench-'))
const models = process.env.BENCH_MODELS ?? work
if (!process.env.BENCH_MODELS) await makeBergamotFixture(models, 'en', 'es')
const service = await startService({ BASIC_MODEL: `bergamot:${models}`, MODEL_IDLE_SECONDS: '5' })
const bare = await Bergamot.load({ onAlive: () => {}, onDead: () => process.exit(1) })
const pair = readPairs(models).pairs.get('en-es')
if (!pair) throw new Error(`no model en-es in ${models}`)

let number = 0
const words = ['the', 'house', 'is', 'big', 'and', 'red', 'we', 'see', 'a', 'new', 'video', 'today']
/** A sentence of 3 to 22 words. */
const mixed = () => {
  const length = 3 + ((number * 7) % 20)
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
    tier: 'TIER_BASIC',
    bypassMemory: true,
    ...more,
  })
const directly = (texts: string[]) =>
  bare.translate({ hops: [pair], texts, urgent: false }, new AbortController().signal)
const state = async () =>
  (await service.client.call('ListModels', {})).models.find(({ engine }) => engine === 'bergamot')
/** Milliseconds of one call. */
const timed = async (work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}
const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

try {
  const before = residentMegabytes(service.pid)
  await translate(Array.from({ length: 32 }, mixed))
  const loaded = await state()
  await directly(Array.from({ length: 32 }, mixed))
  const count = 128
  const singles: number[] = []
  const bareSingles: number[] = []
  const batches: number[] = []
  const bareBatches: number[] = []
  // In turns, so that what else the machine does falls on all; the middle one counts.
  for (let round = 0; round < 5; round += 1) {
    const sentences = Array.from({ length: 16 }, mixed)
    singles.push((await load(16, 1, (at) => translate([sentences[at] ?? '']))).perSecond)
    const alone = await timed(async () => {
      for (const sentence of sentences) await directly([sentence])
    })
    bareSingles.push(16 / (alone / 1_000))
    const texts = Array.from({ length: count }, mixed)
    batches.push(count / ((await timed(() => translate(texts))) / 1_000))
    bareBatches.push(count / ((await timed(() => directly(texts))) / 1_000))
  }

  const chat = () =>
    translate([`hello we see the house ${number++}`], { priority: 'PRIORITY_CHAT', caller: 'a person' })
  /** Milliseconds of one message after the other, as a conversation has them, until told to stop; p95 of them. */
  const talk = async (more: (said: number) => boolean) => {
    const times: number[] = []
    while (more(times.length)) {
      times.push(await timed(chat))
      await sleep(10)
    }
    times.sort((a, b) => a - b)
    return { messages: times.length, p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN }
  }
  const idle = await talk((said) => said < 100)
  let done = false
  const catalogue = (async () => {
    for (let batch = 0; batch < 10; batch += 1) {
      await translate(Array.from({ length: 100 }, mixed), {
        priority: 'PRIORITY_CATALOGUE',
        caller: 'a catalogue',
      })
    }
    done = true
  })()
  const busy = await talk(() => !done)
  await catalogue

  await sleep(6_500)
  const after = await state()
  const perSecond = (value: number) => `${value.toFixed(0)}/s`
  printRatios('Translation: bergamot', [
    {
      name: 'one text a call, beside the bare engine',
      own: perSecond(middle(singles)),
      peer: perSecond(middle(bareSingles)),
      ratio: middle(singles) / middle(bareSingles),
      atLeast: 0.5,
    },
    {
      name: `${count} texts in a call, beside the bare engine`,
      own: perSecond(middle(batches)),
      peer: perSecond(middle(bareBatches)),
      ratio: middle(batches) / middle(bareBatches),
      atLeast: 0.7,
    },
    {
      name: 'batches, beside one by one',
      own: perSecond(middle(batches)),
      peer: perSecond(middle(singles)),
      ratio: middle(batches) / middle(singles),
      atLeast: 3,
    },
    {
      name: `chat p95 in a catalogue of 1,000 (${busy.messages} messages), beside idle`,
      own: `${busy.p95.toFixed(1)} ms`,
      peer: `${idle.p95.toFixed(1)} ms`,
      ratio: busy.p95 / idle.p95,
      atMost: 5,
    },
    {
      name: 'memory of the engine after its idle time, beside while loaded',
      own: `${((after?.memoryBytes ?? 0) / 1e6).toFixed(0)} MB`,
      peer: `${((loaded?.memoryBytes ?? 0) / 1e6).toFixed(0)} MB`,
      ratio: (after?.memoryBytes ?? 0) / (loaded?.memoryBytes ?? 1),
      atMost: 0.01,
    },
    {
      name: 'the service itself then, beside before',
      own: `${residentMegabytes(service.pid).toFixed(0)} MB`,
      peer: `${before.toFixed(0)} MB`,
      ratio: residentMegabytes(service.pid) / before,
      atMost: 1.5,
    },
  ])
} finally {
  await service.close()
  await rm(work, { recursive: true, force: true })
}
process.exit()
