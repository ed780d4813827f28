import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { createProxyServer } from 'httpxy'
import { controlToken, ownPaths, sameText } from '../access.ts'
import { previewNamePattern } from '../note.ts'
import {
  crowdedPage,
  faultPage,
  goneAwayPage,
  makingPage,
  type Page,
  pagePolicy,
  unknownPage,
  wakingPage,
} from './pages.ts'
import type { Known, Previews } from './previews.ts'
import { type FindUpstream, KeptConnections, previewOfHost, type Upstream, wantsPage } from './upstream.ts'
import { doorOf, enter, mayEnter, withoutPass } from './visitor-pass.ts'

export interface GatewayOptions {
  previews: Previews
  /** `preview.localhost`: a preview is `NAME.` and this. */
  domain: string
  /** Visitors come by HTTPS, through a proxy in front that says where from. */
  secure: boolean
  secret: string
  /** Where the site is whose editors may see previews that are for them. */
  site?: string | undefined
  upstream: FindUpstream
  /** Milliseconds that a program waits for a preview that is being woken. */
  waitMs: number
  now(): Date
  failed(error: unknown, preview: string): void
}

const noIndex = 'noindex, nofollow'
/** Nobody listens there, or nobody is there. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ETIMEDOUT',
])
/** Milliseconds without a byte from a preview after which its answer is given up; events send one every half minute. */
const silenceMs = 120_000

/** Where a request stands: it goes on to its preview, or has had its answer. */
type Passage = { goes: true } | { goes: false; page: Page; detail: string }

const pass: Passage = { goes: true }
const refusal = (page: Page, detail: string): Passage => ({ goes: false, page, detail })

/** The one door to every preview: it wakes them, counts who uses them, and hands requests and WebSockets on. */
export class Gateway {
  readonly server: Server
  readonly #options: GatewayOptions
  readonly #kept = new KeptConnections()
  readonly #proxy = createProxyServer({ proxyTimeout: silenceMs, upgradeTimeout: 30_000 })

  constructor(options: GatewayOptions) {
    this.#options = options
    this.#proxy.on('proxyRes', (answer) => {
      answer.headers['x-robots-tag'] = noIndex
    })
    this.server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        options.failed(error, '')
        response.destroy()
      })
    })
    this.server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      this.#upgrade(request, socket as Socket, head).catch(() => socket.destroy())
    })
  }

  /** Connections that were kept to a preview which has stopped go with it. */
  forget(name: string): void {
    this.#kept.drop(name)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-robots-tag', noIndex)
    const name = previewOfHost(request.headers.host, this.#options.domain)
    if (name === undefined) return this.#control(request, response)
    const known = this.#find(name)
    if (!known) return send(request, response, unknownPage, `there is no preview "${name.slice(0, 40)}"`)
    const { secret, secure, site, now } = this.#options
    const { note } = known
    const path = (request.url ?? '').split('?')[0]
    if (path === ownPaths.enter && enter(request, response, { secret, note, secure, now: now() })) return
    if (path === ownPaths.enter || !mayEnter(request, note, secret, now())) {
      const { page, detail } = doorOf(request, note, site)
      return send(request, response, page, detail)
    }
    if (path === ownPaths.state) return this.#state(response, known)
    const done = known.life.use()
    response.once('close', done)
    const passage = await this.#passage(request, known, () => response.destroyed)
    if (!passage.goes) return send(request, response, passage.page, passage.detail)
    const upstream = this.#options.upstream(name, path ?? '')
    if (!upstream) return sendJson(response, 404, { title: 'there is nothing here', status: 404 })
    await this.#forward(request, response, known, upstream)
  }

  async #forward(
    request: IncomingMessage,
    response: ServerResponse,
    known: Known,
    upstream: Upstream,
  ): Promise<void> {
    const { name } = known.life
    this.#prepare(request)
    // Of the connection that it came by, and no other's: handed on, a visitor's "close" would end the one that is kept to the edge.
    delete request.headers.connection
    delete request.headers['keep-alive']
    try {
      await this.#proxy.web(request, response, { target: target(upstream), agent: this.#kept.of(name) })
    } catch (error) {
      if (response.headersSent || response.destroyed) {
        response.destroy()
        return
      }
      this.#lost(known, error)
      const waits = known.life.state === 'waking' && wantsPage(request)
      const page = waits
        ? wakingPage(known.note, 'It did not answer: it is looked for.')
        : goneAwayPage(known.note)
      send(request, response, page, 'the preview does not answer')
    }
  }

  /** One that cannot be reached is looked for; one that broke off in the middle may only have had enough. */
  #lost({ note, life }: Known, error: unknown): void {
    const { code } = error as NodeJS.ErrnoException
    this.#options.failed(error, life.name)
    this.#kept.drop(life.name)
    if (code !== undefined && awayCodes.has(code) && !this.#options.previews.isHeld(note)) life.doubt()
  }

  async #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const name = previewOfHost(request.headers.host, this.#options.domain)
    const known = name === undefined ? undefined : this.#find(name)
    if (!known) return hangUp(socket, '404 Not Found')
    const { secret, now } = this.#options
    if (!mayEnter(request, known.note, secret, now())) return hangUp(socket, '403 Forbidden')
    const done = known.life.use()
    socket.once('close', done)
    const passage = await this.#passage(request, known, () => socket.destroyed)
    if (!passage.goes) return hangUp(socket, '503 Service Unavailable')
    const upstream = this.#options.upstream(known.life.name, (request.url ?? '').split('?')[0] ?? '')
    if (!upstream) return hangUp(socket, '404 Not Found')
    this.#prepare(request)
    try {
      await this.#proxy.ws(request, socket, { target: target(upstream) }, head)
    } catch (error) {
      if (!socket.destroyed) this.#lost(known, error)
      socket.destroy()
    }
  }

  #find(name: string): Known | undefined {
    return previewNamePattern.test(name) ? this.#options.previews.find(name) : undefined
  }

  /** Whether a request can go on; a page has its answer at once, a program waits. */
  async #passage(request: IncomingMessage, { note, life }: Known, gone: () => boolean): Promise<Passage> {
    if (life.state === 'running') return pass
    if (this.#options.previews.isHeld(note)) return refusal(makingPage(note), 'the preview is being made')
    const { fault } = note
    if (life.state === 'absent') {
      return refusal(
        faultPage(note, fault?.message ?? 'It was never made whole.', fault?.lines ?? []),
        fault?.message ?? 'the preview was never made whole',
      )
    }
    const others = this.#options.previews.makeRoom(life)
    if (others) return refusal(crowdedPage(note, others), `as many previews run as may: ${others.join(', ')}`)
    const failed = life.state === 'failed'
    life.wake()
    if (wantsPage(request)) {
      // A wake that failed is tried again behind the page that says why.
      if (failed) return refusal(this.#failure({ note, life }), 'the preview did not wake')
      return refusal(wakingPage(note, stateText(life.state)), 'the preview is being woken')
    }
    await life.settled(AbortSignal.timeout(this.#options.waitMs))
    if (gone()) return refusal(goneAwayPage(note), 'nobody waits any more')
    return (life.state as string) === 'running'
      ? pass
      : refusal(this.#failure({ note, life }), 'the preview did not wake in time')
  }

  /** What is known of why it does not run: what `preview:up` found says more than that it does not answer. */
  #failure({ note, life }: Known): Page {
    const { fault } = note
    if (fault) return faultPage(note, fault.message, fault.lines)
    const [message = 'It did not wake.', ...lines] = life.faults
    return faultPage(note, `It was woken: ${message}`, lines)
  }

  #state(response: ServerResponse, { note, life }: Known): void {
    const held = this.#options.previews.isHeld(note)
    const waits = held ? life.state !== 'running' : life.state === 'waking' || life.state === 'stopping'
    sendJson(response, 200, {
      state: life.state,
      go: !waits,
      text: held ? 'It is being made.' : stateText(life.state),
    })
  }

  /** What is asked of the gateway itself: whether it is there, and by `manage` how its previews are. */
  #control({ url, method, headers }: IncomingMessage, response: ServerResponse): void {
    const asked = method === 'GET' ? url : ''
    const allowed = () =>
      sameText(headers.authorization ?? '', `Bearer ${controlToken(this.#options.secret)}`)
    if (asked === '/health/live') sendJson(response, 200, { status: 'healthy' })
    else if (asked === '/-/previews' && allowed()) {
      sendJson(response, 200, { previews: this.#options.previews.list() })
    } else {
      sendJson(response, 404, {
        title: 'there is nothing here: a preview has a name before this',
        status: 404,
      })
    }
  }

  /** What the preview's edge is told of the visitor; of what the visitor says of himself only a proxy in front is believed. */
  #prepare(request: IncomingMessage): void {
    const { headers, socket } = request
    const { secure } = this.#options
    const from = socket.remoteAddress ?? ''
    const before = secure ? headers['x-forwarded-for'] : undefined
    headers['x-forwarded-for'] = before === undefined ? from : `${String(before)}, ${from}`
    headers['x-forwarded-proto'] = secure ? 'https' : 'http'
    headers['x-forwarded-host'] = headers.host
    const cookie = withoutPass(headers.cookie)
    if (cookie === undefined) delete headers.cookie
    else headers.cookie = cookie
  }
}

const target = ({ host, port }: Upstream) => ({ protocol: 'http:', host, port })

const texts: Readonly<Record<string, string>> = {
  waking: 'Its database, services and pages are being started.',
  stopping: 'It is just going to sleep, and is woken as soon as it does.',
  running: 'It is here.',
}
const stateText = (state: string): string => texts[state] ?? 'It is being started.'

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

function hangUp(socket: Socket, status: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nX-Robots-Tag: ${noIndex}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
}

/** A page for a browser, a problem for a program. */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, html }: Page,
  detail: string,
): void {
  if (response.headersSent || response.destroyed) return
  const readable = wantsPage(request)
  const body = readable ? html : JSON.stringify({ title: detail, status, code: 'preview' })
  response.writeHead(status, {
    'content-type': readable ? 'text/html; charset=utf-8' : 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(readable ? { 'content-security-policy': pagePolicy } : {}),
    ...(status === 503 ? { 'retry-after': '5' } : {}),
    // What of a body has not been read would be taken for the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
