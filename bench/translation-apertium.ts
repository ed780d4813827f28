/**
 * Apertium through the service beside what people do otherwise: a process for each request, and Debian's apertium-apy
 * server, on the same pair under the same load of distinct sentences.
 */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import {
  childrenMilliseconds,
  inTurns,
  load,
  printRatios,
  type Ratio,
  sentence,
  startService,
} from './translation-support.ts'

const run = promisify(execFile)
const modes = process.env.APERTIUM_MODES_DIR ?? '/usr/share/apertium/modes'
if (!existsSync(`${modes}/eng-spa.mode`)) {
  process.stdout.write(`skipped: no Apertium with the pair eng-spa in ${modes}\n`)
  process.exit(0)
}

let number = 0
const rows: Ratio[] = []
const service = await startService({ APERTIUM_MODES_DIR: modes })
const translate = (texts: string[], caller = 'bench') =>
  service.client.call('Translate', {
    texts,
    sourceLanguage: 'en',
    targetLanguage: 'es',
    priority: 'PRIORITY_CHAT',
    caller,
  })
try {
  await load(50, 8, () => translate([sentence(number++)]))

  const one = await load(300, 1, () => translate([sentence(number++)]))
  const spawned = await load(12, 1, () => {
    const child = run('apertium', ['eng-spa'])
    child.child.stdin?.end(sentence(number++))
    return child
  })
  rows.push({
    name: 'one sentence, beside a process for each',
    own: `${one.p50.toFixed(1)} ms`,
    peer: `${spawned.p50.toFixed(0)} ms`,
    ratio: spawned.p50 / one.p50,
    atLeast: 15,
  })

  const apy = await startApy()
  if (apy) {
    await load(20, 8, () => apy.translate(sentence(number++)))
    const [own, peer] = await inTurns(
      () => load(800, 8, (index) => translate([sentence(number++)], `caller ${index % 8}`)),
      () => load(100, 8, () => apy.translate(sentence(number++))),
    )
    await apy.close()
    rows.push({
      name: 'requests a second at 8 at once, beside apertium-apy',
      own: `${own.perSecond.toFixed(0)}/s`,
      peer: `${peer.perSecond.toFixed(0)}/s`,
      ratio: own.perSecond / peer.perSecond,
      atLeast: 5,
    })
  } else process.stdout.write('skipped: apertium-apy is not installed (apt install apertium-apy)\n')

  let programs = 0
  const [many, single] = await inTurns(
    async () => {
      const before = childrenMilliseconds(service.pid)
      const loaded = await load(10, 1, () => translate(Array.from({ length: 32 }, () => sentence(number++))))
      programs += childrenMilliseconds(service.pid) - before
      return loaded
    },
    () => load(100, 1, () => translate([sentence(number++)])),
  )
  const calls32 = 32_000 / single.perSecond
  const atBest = programs / 50 / availableParallelism()
  rows.push(
    {
      name: '32 sentences in a call, beside 32 calls',
      own: `${(1_000 / many.perSecond).toFixed(1)} ms`,
      peer: `${calls32.toFixed(0)} ms`,
      ratio: (calls32 * many.perSecond) / 1_000,
      atLeast: 5,
    },
    {
      name: `the limit: Apertium's programs alone, all ${availableParallelism()} cores busy`,
      own: `${atBest.toFixed(1)} ms`,
      peer: `${calls32.toFixed(0)} ms`,
      ratio: calls32 / atBest,
    },
  )
} finally {
  await service.close()
}
printRatios('Translation: Apertium, English to Spanish', rows)

/** Starts Debian's server on a free port of loopback; undefined where it is not installed. */
async function startApy() {
  if (!existsSync('/usr/bin/apertium-apy')) return undefined
  const { createServer } = await import('node:net')
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
  const child = spawn('apertium-apy', ['-p', String(port), '-j', '2', '/usr/share/apertium'], {
    stdio: 'ignore',
    detached: true,
  })
  const translate = async (text: string) => {
    const query = new URLSearchParams({ langpair: 'eng|spa', q: text })
    const response = await fetch(`http://127.0.0.1:${port}/translate?${query}`)
    if (!response.ok) throw new Error(`apertium-apy answered ${response.status}`)
    return response.json()
  }
  for (let attempt = 0; ; attempt += 1) {
    try {
      await translate('hello')
      break
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return {
    translate,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      // Its own workers and pipelines are in its process group.
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}
