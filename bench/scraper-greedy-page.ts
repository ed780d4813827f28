/**
 * A page that would take 8 GB, in typed arrays that no heap limit counts: how much it got before it was ended, beside what a page may
 * have, with the memory of its process over time; and whether the next page is pictured.
 */

import { report } from './support/figures.ts'
import { familyMemory, openSite, pageBytes, startScraper } from './support/scraper-program.ts'

const words =
  '<p>Cutter trims clips, writes captions and exports films in the browser, without an account.</p>'
const grow = `<script>const held = []; const more = () => { for (let i = 0; i < 4; i++) held.push(new Uint8Array(10e6).fill(1)); if (held.length < 800) setTimeout(more, 10) }; more()</script>`

const site = await openSite((request, response) => {
  const greedy = request.url === '/greedy'
  if (!greedy && request.url !== '/modest') return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><html lang="en"><title>Cutter</title>${words}${greedy ? grow : ''}`)
})
const scraper = await startScraper([site])
const curve: { ms: number; megabytes: number }[] = []
try {
  await scraper.visit(`http://${site}/modest`)
  const started = performance.now()
  let looking = true
  const watch = (async () => {
    while (looking) {
      const { largest } = await familyMemory(scraper.pid)
      curve.push({ ms: performance.now() - started, megabytes: largest / 1e6 })
    }
  })()
  const { lacking } = await scraper.visit(`http://${site}/greedy`)
  const seconds = (performance.now() - started) / 1_000
  looking = false
  await watch
  const next = await scraper.visit(`http://${site}/modest`)

  const step = Math.max(1, Math.ceil(curve.length / 30))
  for (const { ms, megabytes } of curve.filter((_, index) => index % step === 0))
    console.log(
      `${(ms / 1_000).toFixed(1).padStart(5)} s ${megabytes.toFixed(0).padStart(5)} MB ${'#'.repeat(megabytes / 20)}`,
    )
  report('A page that would take 8 GB', [
    {
      name: 'its largest process',
      value: (Math.max(...curve.map(({ megabytes }) => megabytes)) * 1e6) / pageBytes,
      unit: '×',
      limit: 2,
      beside: `${pageBytes / 1e6} MB, at which it is ended; seen ${curve.length} times`,
    },
    { name: 'until it was ended', value: seconds, unit: 's', limit: 35, beside: `told as ${lacking}` },
    {
      name: 'next pages without a picture',
      value: next.pictured ? 0 : 1,
      unit: '',
      limit: 0,
      beside: next.lacking,
    },
  ])
} finally {
  scraper.stop()
}
