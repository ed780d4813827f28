/** Where an attempt leads: a trap of its own. */
export interface Aim {
  readonly port: number
  /** `127.0.0.1:port` */
  readonly host: string
  /** A name of its own, for what only a name server would notice. */
  readonly name: string
}

/** One way in which a page tries to reach what is inside. */
export interface PageAttempt {
  readonly what: string
  readonly trap: 'TCP' | 'UDP' | 'DNS'
  readonly markup?: (aim: Aim) => string
  /** Statements of an async function of the page. */
  readonly script?: (aim: Aim) => string
  /** Our browser does not even try, whatever the guard allows: the control is a browser as it comes. */
  readonly withheld?: true
}

const image = (url: string) => `<img src="${url}">`
const settled = (source: string, events: string) => `await settled(${source}, ${events})`
const stun = (
  urls: string,
) => `const peer = new RTCPeerConnection({ iceServers: [{ urls: '${urls}', username: 'a', credential: 'b' }] })
  peer.createDataChannel('x'); await peer.setLocalDescription(await peer.createOffer()); ${settled('peer', "'icegatheringstatechange'")}`

const markups: readonly (readonly [string, (aim: Aim) => string])[] = [
  ['picture', ({ host }) => image(`http://${host}/`)],
  ['picture of several sizes', ({ host }) => `<img srcset="http://${host}/ 1x, http://${host}/2 2x">`],
  ['picture at localhost', ({ port }) => image(`http://localhost:${port}/`)],
  ['picture at a subdomain of localhost', ({ port }) => image(`http://a.localhost:${port}/`)],
  ['picture at a decimal address', ({ port }) => image(`http://2130706433:${port}/`)],
  ['picture at an octal address', ({ port }) => image(`http://0177.0.0.1:${port}/`)],
  ['picture at a hexadecimal address', ({ port }) => image(`http://0x7f.1:${port}/`)],
  ['picture by a redirect', ({ host }) => image(`/redirect?to=http://${host}/`)],
  ['picture of a style', ({ host }) => `<div style="background:url(http://${host}/)">x</div>`],
  ['style', ({ host }) => `<link rel="stylesheet" href="http://${host}/">`],
  ['style imported by a style', ({ host }) => `<style>@import "http://${host}/";</style>`],
  [
    'font',
    ({ host, port }) =>
      `<style>@font-face { font-family: F${port}; src: url(http://${host}/) }</style><p style="font-family: F${port}">Text</p>`,
  ],
  ['script', ({ host }) => `<script async src="http://${host}/"></script>`],
  ['module', ({ host }) => `<script type="module" src="http://${host}/"></script>`],
  ['frame', ({ host }) => `<iframe src="http://${host}/"></iframe>`],
  ['frame of a document within', ({ host }) => `<iframe srcdoc='${image(`http://${host}/`)}'></iframe>`],
  [
    'frame that is refreshed',
    ({ host }) => `<iframe srcdoc='<meta http-equiv="refresh" content="0;url=http://${host}/">'></iframe>`,
  ],
  [
    'form of a frame',
    ({ host, port }) =>
      `<iframe name="f${port}"></iframe><form id="f${port}" action="http://${host}/" method="post" target="f${port}"></form><script>document.getElementById('f${port}').submit()</script>`,
  ],
  ['object', ({ host }) => `<object data="http://${host}/"></object>`],
  ['embed', ({ host }) => `<embed src="http://${host}/">`],
  ['film', ({ host }) => `<video src="http://${host}/" autoplay muted></video>`],
  ['sound', ({ host }) => `<audio src="http://${host}/" autoplay muted></audio>`],
  ['drawing of an SVG', ({ host }) => `<svg><image href="http://${host}/" width="9" height="9"/></svg>`],
  ['prefetch', ({ host }) => `<link rel="prefetch" href="http://${host}/">`],
  ['preload', ({ host }) => `<link rel="preload" as="image" href="http://${host}/">`],
  ['preload of a module', ({ host }) => `<link rel="modulepreload" href="http://${host}/">`],
]

const scripts: readonly (readonly [string, (aim: Aim) => string])[] = [
  ['fetch', ({ host }) => `await fetch('http://${host}/', { mode: 'no-cors', signal: quick() })`],
  [
    'fetch that outlives the page',
    ({ host }) =>
      `await fetch('http://${host}/', { method: 'POST', mode: 'no-cors', body: 'x', keepalive: true, signal: quick() })`,
  ],
  [
    'fetch by a redirect',
    ({ host }) => `await fetch('/redirect?to=http://${host}/', { mode: 'no-cors', signal: quick() })`,
  ],
  [
    'XMLHttpRequest',
    ({ host }) =>
      `const xhr = new XMLHttpRequest(); xhr.open('GET', 'http://${host}/'); xhr.send(); ${settled('xhr', "'load', 'error'")}`,
  ],
  [
    'web socket',
    ({ host }) => `const ws = new WebSocket('ws://${host}/'); ${settled('ws', "'open', 'error', 'close'")}`,
  ],
  [
    'event source',
    ({ host }) =>
      `const es = new EventSource('http://${host}/'); ${settled('es', "'open', 'error'")}; es.close()`,
  ],
  ['module by import()', ({ host }) => `await import('http://${host}/')`],
  [
    'worker',
    ({ host }) =>
      `const worker = new Worker('/worker.js?http://${host}/'); ${settled('worker', "'message', 'error'")}`,
  ],
]

const withheldScripts: readonly (readonly [string, PageAttempt['trap'], (aim: Aim) => string])[] = [
  ['beacon', 'TCP', ({ host }) => `navigator.sendBeacon('http://${host}/', 'x')`],
  [
    'ping of a link',
    'TCP',
    ({ host }) =>
      `const a = document.createElement('a'); a.href = '#x'; a.ping = 'http://${host}/'; document.body.append(a); a.click()`,
  ],
  [
    'popup',
    'TCP',
    ({ host }) => `if (window.open('http://${host}/') === null) throw new TypeError('blocked')`,
  ],
  ['shared worker', 'TCP', ({ host }) => `new SharedWorker('/worker.js?http://${host}/')`],
  [
    'service worker',
    'TCP',
    ({ host }) =>
      `await navigator.serviceWorker.register('/worker.js?http://${host}/', { scope: '/nowhere' })`,
  ],
  ['WebRTC by TURN over TCP', 'TCP', ({ host }) => stun(`turn:${host}?transport=tcp`)],
  ['WebRTC by STUN', 'UDP', ({ host }) => stun(`stun:${host}`)],
  ['WebRTC by TURN over UDP', 'UDP', ({ host }) => stun(`turn:${host}?transport=udp`)],
  ['WebTransport (QUIC)', 'UDP', ({ host }) => `await new WebTransport('https://${host}/').ready`],
  ['WebRTC by STUN at a name', 'DNS', ({ name }) => stun(`stun:${name}`)],
]

const withheldMarkups: readonly (readonly [string, PageAttempt['trap'], (aim: Aim) => string])[] = [
  ['preconnect', 'TCP', ({ host }) => `<link rel="preconnect" href="https://${host}/">`],
  ['dns-prefetch of a name', 'DNS', ({ name }) => `<link rel="dns-prefetch" href="//${name}">`],
  ['preconnect to a name', 'DNS', ({ name }) => `<link rel="preconnect" href="https://${name}/">`],
  ['picture at a name', 'DNS', ({ name }) => image(`http://${name}/`)],
]

/** What a page tries without leaving. A name is nothing that our browser asks for: the proxy does. */
export const pageAttempts: readonly PageAttempt[] = [
  ...markups.map(([what, markup]): PageAttempt => ({ what, trap: 'TCP', markup })),
  ...scripts.map(([what, script]): PageAttempt => ({ what, trap: 'TCP', script })),
  ...withheldScripts.map(([what, trap, script]): PageAttempt => ({ what, trap, script, withheld: true })),
  ...withheldMarkups.map(([what, trap, markup]): PageAttempt => ({ what, trap, markup, withheld: true })),
]

/** Ways to take the window itself elsewhere: a page each. */
export const departures: readonly (readonly [string, (aim: Aim) => string])[] = [
  ['location', ({ host }) => `<script>location.href = 'http://${host}/'</script>`],
  [
    'location with credentials',
    ({ host }) => `<script>location.href = 'http://user:secret@${host}/'</script>`,
  ],
  [
    'refresh after a second',
    ({ host }) =>
      `<meta http-equiv="refresh" content="1;url=http://${host}/"><p>${'Some text. '.repeat(60)}</p>`,
  ],
  [
    'form',
    ({ host }) =>
      `<form action="http://${host}/" method="post"></form><script>document.forms[0].submit()</script>`,
  ],
  [
    'form in a window of its own',
    ({ host }) =>
      `<form action="http://${host}/" target="popup" method="post"></form><script>document.forms[0].submit()</script>`,
  ],
  [
    'download',
    ({ host }) =>
      `<a href="http://${host}/file.zip" download>x</a><script>document.links[0].click()</script>`,
  ],
  [
    'redirect that we are not shown',
    ({ host }) => `<script>location.href = '/redirect?to=' + encodeURIComponent('http://${host}/')</script>`,
  ],
]

/** A page that makes attempts, keeps loading until all of them were made, and then says which of its scripts ran. */
export function attackingPage(attempts: readonly (readonly [PageAttempt, Aim])[]): string {
  const made = attempts.flatMap(([{ what, script }, aim]) =>
    script ? [`attempt(${JSON.stringify(what)}, async () => { ${script(aim)} })`] : [],
  )
  return `<!doctype html><html><head><title>Attack</title></head><body><p>Words.</p>
${attempts.map(([{ markup }, aim]) => markup?.(aim) ?? '').join('\n')}
<img src="/until-tried"><script>
const tried = []
const attempt = async (name, work) => { try { await work(); tried.push(name) } catch (error) { tried.push(name) } }
const quick = () => AbortSignal.timeout(1500)
const settled = (source, ...events) => new Promise((resolve) => { for (const event of events) source['on' + event] = resolve; setTimeout(resolve, 1500) })
Promise.all([${made.join(',\n')}, attempt('alert', () => alert('stop here'))])
  .then(() => fetch('/tried?' + encodeURIComponent(tried.join('|'))))
</script></body></html>`
}

/** What a worker of such a page is: it fetches what its own address names. */
export const attackingWorker = `fetch(location.search.slice(1), { mode: 'no-cors' }).catch(() => {}).finally(() => self.postMessage?.('done'))`
