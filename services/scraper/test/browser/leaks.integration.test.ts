import { createSocket, type Socket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/browser/find-browser.ts'
import { TestService } from '../support/service.ts'
import { file, html, redirect, status, Web } from '../support/web.ts'

const browser = findBrowser(process.env.PUPPETEER_EXECUTABLE_PATH)

/** Everything that a page can try from its own script, towards one host; says when it has tried it all. */
function attack(host: string, udpPort: number): string {
  const to = (path: string) => `http://${host}${path}`
  return `<!doctype html><html><head><title>Attack</title>
<link rel="stylesheet" href="${to('/style.css')}"><link rel="prefetch" href="${to('/prefetch')}">
<link rel="preconnect" href="${to('/')}"><link rel="dns-prefetch" href="//${host}"><link rel="icon" href="${to('/icon.ico')}">
<script src="${to('/script.js')}"></script></head><body>
<img src="${to('/image.png')}"><iframe src="${to('/frame')}"></iframe><object data="${to('/object')}"></object>
<video src="${to('/video.mp4')}" autoplay muted></video><div style="background:url(${to('/css-image.png')})">text</div>
<a id="ping" href="#here" ping="${to('/ping')}">ping</a><img src="/until-tried">
<script>
const tried = []
const attempt = async (name, work) => { try { await work(); tried.push(name + ':ran') } catch (error) { tried.push(name + ':' + error.name) } }
const quick = (ms) => AbortSignal.timeout(ms)
const settled = (source, ...events) => new Promise((resolve) => { for (const event of events) source['on' + event] = resolve; setTimeout(resolve, 1500) })
;(async () => {
  await Promise.all([
    attempt('fetch', () => fetch('${to('/fetch')}', { mode: 'no-cors', signal: quick(1500) })),
    attempt('post', () => fetch('${to('/post')}', { method: 'POST', mode: 'no-cors', body: 'x', keepalive: true, signal: quick(1500) })),
    attempt('xhr', async () => { const xhr = new XMLHttpRequest(); xhr.open('GET', '${to('/xhr')}'); xhr.send(); await settled(xhr, 'load', 'error') }),
    attempt('beacon', () => navigator.sendBeacon('${to('/beacon')}', 'x')),
    attempt('websocket', async () => { const ws = new WebSocket('ws://${host}/ws'); await settled(ws, 'open', 'error', 'close') }),
    attempt('eventsource', async () => { const es = new EventSource('${to('/events')}'); await settled(es, 'open', 'error'); es.close() }),
    attempt('worker', async () => { const worker = new Worker('/worker.js'); await settled(worker, 'message', 'error') }),
    attempt('serviceworker', async () => { const r = await navigator.serviceWorker.register('/sw.js'); await settled(r, 'updatefound') }),
    attempt('sharedworker', () => new SharedWorker('/worker.js')),
    attempt('module', () => import('${to('/module.js')}')),
    attempt('webrtc', async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udpPort}' }] })
      peer.createDataChannel('x'); await peer.setLocalDescription(await peer.createOffer()); await settled(peer, 'icegatheringstatechange')
    }),
    attempt('webtransport', async () => { const t = new WebTransport('https://127.0.0.1:${udpPort}/'); await t.ready }),
    attempt('popup', () => { const opened = window.open('${to('/popup')}'); if (opened === null) throw new TypeError('blocked') }),
    attempt('ping', () => document.getElementById('ping').click()),
    attempt('alert', () => alert('stop here')),
  ])
  await fetch('/tried?' + encodeURIComponent(tried.join(',')))
})()
</script></body></html>`
}

/** Ways to take the window itself elsewhere. */
const departures: Readonly<Record<string, (host: string) => string>> = {
  location: (host) => `<script>location.href = 'http://${host}/'</script>`,
  refresh: (host) =>
    `<meta http-equiv="refresh" content="1;url=http://${host}/"><p>${'Some text. '.repeat(60)}</p>`,
  form: (host) =>
    `<form action="http://${host}/" method="post"></form><script>document.forms[0].submit()</script>`,
  'popup form': (host) =>
    `<form action="http://${host}/" target="popup" method="post"></form><script>document.forms[0].submit()</script>`,
  download: (host) =>
    `<a href="http://${host}/file.zip" download>x</a><script>document.links[0].click()</script>`,
  'own download': () => `<a href="/file.zip" download>x</a><script>document.links[0].click()</script>`,
  popup: (host) => `<script>window.open('/popup'); window.open('http://${host}/')</script>`,
  file: () => `<script>location.href = 'file:///etc/passwd'</script>`,
}

const worker = (host: string) =>
  `fetch('http://${host}/from-worker', { mode: 'no-cors' }).catch(() => {}).finally(() => self.postMessage?.('done'))`

describe.skipIf(browser.executable === undefined)('a page that attacks what is inside', () => {
  let inside: Web
  let inside6: Web
  let udp: Socket
  let packets = 0
  let pending = () => {}
  let web: Web
  let service: TestService

  beforeAll(async () => {
    inside = await Web.open({ '*': html('<title>Secrets</title>') })
    inside6 = await Web.open({ '*': html('<title>Secrets</title>') }, '::1')
    udp = createSocket('udp4', () => packets++)
    await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
    const udpPort = (udp.address() as AddressInfo).port
    const hosts: Record<string, string> = {
      '/by-address': `127.0.0.1:${inside.port}`,
      '/by-name': `localhost:${inside.port}`,
      '/by-ipv6': `[::1]:${inside6.port}`,
      '/by-number': `2130706433:${inside.port}`,
      '/by-dns': `inside.example:${inside.port}`,
    }
    web = await Web.open({
      '/robots.txt': status(404),
      '/worker.js': file(worker(`127.0.0.1:${inside.port}`), 'text/javascript'),
      '/sw.js': file(worker(`127.0.0.1:${inside.port}`), 'text/javascript'),
      '/file.zip': file('PK', 'application/zip', { 'content-disposition': 'attachment' }),
      '/popup': html('<title>Popup</title>'),
      // Keeps the page loading until it has tried everything.
      '/until-tried': (_request, response) => {
        pending = () => response.end()
      },
      '/tried': (_request, response) => {
        pending()
        response.writeHead(204).end()
      },
      ...Object.fromEntries(
        Object.entries(departures).map(([name, leave]) => [
          `/leaves-by-${name.replace(' ', '-')}`,
          html(`<title>Leaves</title><body>${leave(`127.0.0.1:${inside.port}`)}</body>`),
        ]),
      ),
      '/redirects': (request, response) =>
        // To us it is a page; to the browser, a way inside.
        request.headers['user-agent']?.startsWith('Mozilla')
          ? redirect(`http://127.0.0.1:${inside.port}/`)(request, response)
          : html('<title>Harmless</title><p>Text</p>')(request, response),
      ...Object.fromEntries(Object.entries(hosts).map(([path, host]) => [path, html(attack(host, udpPort))])),
    })
    service = await TestService.start(web.host, { resolve: async () => ['127.0.0.1'] })
  })
  afterAll(async () => {
    await service.stop()
    udp.close()
    await Promise.all([web.close(), inside.close(), inside6.close()])
  })

  it.each(['/by-address', '/by-name', '/by-ipv6', '/by-number', '/by-dns'])(
    '%s reaches nothing',
    async (path) => {
      const before = web.requests.length
      const { images } = await service.scrape(web.url(path), { skipScreenshot: false })
      const report = web.requests.slice(before).find((request) => request.startsWith('GET /tried?'))
      // The script ran to its end, so every attempt was made.
      const tried = decodeURIComponent(report ?? '')
      for (const way of ['fetch', 'xhr', 'websocket', 'eventsource', 'worker', 'webrtc', 'popup', 'alert']) {
        expect(tried).toContain(`${way}:`)
      }
      expect(images.some(({ kind }) => kind === 'IMAGE_KIND_SCREENSHOT')).toBe(true)
      expect(inside.requests).toEqual([])
      expect(inside.connections).toBe(0)
      expect(inside6.connections).toBe(0)
      expect(packets).toBe(0)
    },
  )

  it('cannot lead the browser inside by a redirect of its own', async () => {
    const { result } = await service.scrape(web.url('/redirects'), { skipScreenshot: false })
    expect(result.unavailable.find(({ what }) => what === 'screenshot')?.code).toBe('blocked')
    expect(inside.connections).toBe(0)
  })

  it.each(Object.keys(departures))('cannot take the window inside by %s', async (name) => {
    const path = `/leaves-by-${name.replace(' ', '-')}`
    const { result } = await service.scrape(web.url(path), { skipScreenshot: false })
    expect(result.page?.title).toBe('Leaves')
    expect(result.page?.text).not.toContain('root:')
    expect(web.requests).toContain(`GET ${path}`)
    expect(inside.connections).toBe(0)
  })
})
