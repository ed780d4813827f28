/**
 * Previews: from `preview:up` to the first page with its phases, the page that says what is being woken, the real page after it beside `docker start` of the same containers asked by hand, and what the gateway adds to a
 * warm request beside the same request at the edge's own port. Images are there before: what is measured is the start.
 */
import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { waitUntil } from '@parlance/testing'
import type { PreviewReport } from '../manage/src/previews/start-preview.ts'
import { cleanCopy, docker, dockerSays, manageOf } from '../manage/test/support/docker-ring.ts'
import { type Figure, median, quantile, report, timed } from './support/figures.ts'

const wakes = Number(process.argv[2] ?? 20)
const requests = 400
/** Milliseconds between two questions whether the page is there, as the page itself asks more seldom. */
const askEveryMs = 50

const root = cleanCopy()
const manage = manageOf(root, 'unused')

interface Answer {
  status: number
  ms: number
}

/** @param port of the gateway, or of a preview's own edge */
const ask = (host: string, port: number, path: string, accept = 'text/html'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    get({ host: '127.0.0.1', port, path, headers: { host, accept }, agent: false }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - began }))
    }).on('error', reject)
  })

const figures: Figure[] = []
try {
  await manage.json<PreviewReport>('preview:up', root)
  await manage.json('preview:down', root, '--yes')
  let preview: PreviewReport | undefined
  const upMs = await timed(async () => {
    preview = await manage.json<PreviewReport>('preview:up', root)
    const { host, port } = new URL(preview.origin)
    await waitUntil('the first page', async () => (await ask(host, Number(port), '/en')).status === 200)
  })
  if (preview === undefined) throw new Error('there is no preview')
  const { host, port: gatewayText } = new URL(preview.origin)
  const gateway = Number(gatewayText)
  const edgeName = `parlance-preview-${preview.name}-edge-1`
  const edge = Number((await dockerSays('port', edgeName, '80/tcp')).split(':').at(-1))
  const ids = (
    await dockerSays(
      'container',
      'ls',
      '--quiet',
      '--filter',
      `label=dev.parlance.production=preview-${preview.name}`,
    )
  ).split('\n')

  const byGateway: number[] = []
  const byEdge: number[] = []
  // One and the other by turns: what the machine does meanwhile meets both.
  for (let n = 0; n < requests; n++) {
    byGateway.push((await ask(host, gateway, '/health/live', '*/*')).ms)
    byEdge.push((await ask(host, edge, '/health/live', '*/*')).ms)
  }

  const stop = async () => {
    await docker('stop', ...ids)
    // The gateway looks once a second.
    await sleep(2_500)
  }
  const pageMs: number[] = []
  const realMs: number[] = []
  const byHandMs: number[] = []
  for (let n = 0; n < wakes; n++) {
    await stop()
    const began = performance.now()
    pageMs.push((await ask(host, gateway, '/en')).ms)
    while ((await ask(host, gateway, '/en')).status !== 200) await sleep(askEveryMs)
    realMs.push(performance.now() - began)
    await stop()
    byHandMs.push(
      await timed(async () => {
        await docker('start', ...ids)
        for (;;) {
          const { status } = await ask(host, edge, '/en').catch(() => ({ status: 0 }))
          if (status === 200) break
          await sleep(askEveryMs)
        }
      }),
    )
  }
  await stop()
  const held = (
    await dockerSays(
      'container',
      'ls',
      '--quiet',
      '--filter',
      `label=dev.parlance.production=preview-${preview.name}`,
    )
  )
    .split('\n')
    .filter(Boolean).length
  const goneMs = await timed(() => manage.json('preview:down', root, '--yes'))
  const phases = Object.entries(preview.phases).map(([phase, seconds]) => `${phase} ${seconds} s`)
  const by = (samples: readonly number[], digits = 0) =>
    samples
      .map((ms) => ms.toFixed(digits))
      .slice(0, 5)
      .join(', ')
  figures.push(
    { name: 'up to the first page', value: upMs / 1_000, unit: 's', limit: 15, beside: phases.join(', ') },
    { name: 'waking page, p50', value: median(pageMs), unit: 'ms', limit: 50, beside: by(pageMs) },
    { name: 'waking page, p99', value: quantile(pageMs, 0.99), unit: 'ms', beside: `${wakes} wakes` },
    {
      name: 'real page after it, p50',
      value: median(realMs) / 1_000,
      unit: 's',
      limit: 5,
      beside: by(realMs),
    },
    {
      name: 'real page after it, p99',
      value: quantile(realMs, 0.99) / 1_000,
      unit: 's',
      beside: `${wakes} wakes`,
    },
    {
      name: 'real page',
      value: median(realMs) / median(byHandMs),
      unit: '×',
      beside: `docker start of the same containers and asking by hand: ${(median(byHandMs) / 1_000).toFixed(2)} s`,
    },
    {
      name: 'what the gateway adds to a warm request, p50',
      value: median(byGateway) - median(byEdge),
      unit: 'ms',
      limit: 2,
      beside: `${median(byEdge).toFixed(2)} ms at the edge's own port; ${requests} each, by turns`,
    },
    {
      name: 'containers that run of a stopped one',
      value: held,
      unit: '',
      limit: 0,
      beside: `${ids.length} while it runs`,
    },
    { name: 'everything removed', value: goneMs / 1_000, unit: 's', limit: 60, beside: 'preview:down' },
  )
  report('previews', figures)
} finally {
  await manage.run('preview:down', '--all', '--yes')
}
