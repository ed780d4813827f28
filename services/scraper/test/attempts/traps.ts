import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { type Answer, decode, encode } from 'dns-packet'

/** A server inside that nobody should reach, and how often it was. */
export interface Trap {
  readonly port: number
  readonly arrived: number
  close(): Promise<void>
}

/**
 * Counts TCP connections, with or without a request. It answers with an error, so that whoever comes has nothing to read.
 *
 * @param address what it listens on
 */
export async function openTcpTrap(address = '127.0.0.1'): Promise<Trap> {
  const server = createServer((_request, response) => response.writeHead(410).end())
  return countedBy(server, 'connection', address)
}

/** Counts requests that come over TLS with one certificate: a connection that is broken off at the greeting is none. */
export function openTlsTrap(pair: { readonly key: string; readonly cert: string }): Promise<Trap> {
  const server = createSecureServer(pair, (_request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<title>Secrets</title><p>Words that are read.</p>')
  })
  server.on('tlsClientError', (_error: Error, socket: TLSSocket) => socket.destroy())
  return countedBy(server, 'request', '127.0.0.1')
}

async function countedBy(server: Server, event: 'connection' | 'request', address: string): Promise<Trap> {
  let arrived = 0
  server.on(event, () => arrived++)
  server.on('upgrade', (_request, socket) => socket.destroy())
  server.listen(0, address)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    get arrived() {
      return arrived
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Counts datagrams. */
export async function openUdpTrap(): Promise<Trap> {
  let arrived = 0
  const socket = createSocket('udp4', () => arrived++)
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    port: socket.address().port,
    get arrived() {
      return arrived
    },
    async close() {
      socket.close()
    },
  }
}

/** A name server over UDP, and how often it was asked for each name. */
export interface NameServer {
  readonly port: number
  readonly asked: ReadonlyMap<string, number>
  /** Asks this server and no other, and keeps nothing: what it says may be another thing a moment later. */
  resolve(name: string): Promise<readonly string[]>
  close(): Promise<void>
}

/**
 * A real name server. Nothing that it says may be kept (TTL 0).
 *
 * @param answer addresses of a name, or another name; gets how often the name was asked for before, by type
 */
export async function openNameServer(
  answer: (name: string, before: number) => readonly string[],
  { address = '127.0.0.1', port = 0 } = {},
): Promise<NameServer> {
  const socket = createSocket('udp4')
  const asked = new Map<string, number>()
  const byType = new Map<string, number>()
  socket.on('message', (message, { port: from, address: of }) => {
    const { id = 0, questions = [] } = decode(message)
    const [question] = questions
    if (!question) return
    const name = question.name.toLowerCase()
    const before = byType.get(`${question.type} ${name}`) ?? 0
    byType.set(`${question.type} ${name}`, before + 1)
    asked.set(name, (asked.get(name) ?? 0) + 1)
    const answers = answer(name, before).map((data): Answer => {
      if (/^[\d.]+$/.test(data)) return { type: 'A', name, ttl: 0, data }
      return data.includes(':') ? { type: 'AAAA', name, ttl: 0, data } : { type: 'CNAME', name, ttl: 0, data }
    })
    const fitting = answers.filter(({ type }) => type === question.type || type === 'CNAME')
    socket.send(encode({ type: 'response', id, flags: 0x180, questions, answers: fitting }), from, of)
  })
  socket.bind(port, address)
  await once(socket, 'listening')
  const resolver = new Resolver({ timeout: 2_000, tries: 1 })
  resolver.setServers([`${address}:${socket.address().port}`])
  return {
    port: socket.address().port,
    asked,
    async resolve(name) {
      const found = await Promise.all([
        resolver.resolve4(name).catch(() => []),
        resolver.resolve6(name).catch(() => []),
      ])
      return found.flat()
    },
    async close() {
      socket.close()
    },
  }
}

/**
 * Whether a program can be given a name server of its own here: by a mount of its own over /etc/resolv.conf, and on port 53,
 * both of which root alone may.
 */
export function canOwnNames(): boolean {
  if (process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['--mount', 'mount', '--bind', '/dev/null', '/etc/resolv.conf'], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

/** A program that is another one with a name server of its own. */
export function withNameServer(program: string, address: string): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-names-'))
  const path = join(folder, 'program')
  writeFileSync(join(folder, 'resolv.conf'), `nameserver ${address}\n`)
  const mount = `mount --bind '${join(folder, 'resolv.conf')}' /etc/resolv.conf && exec '${program}' "$@"`
  writeFileSync(
    path,
    `#!/bin/sh\nexec unshare --mount sh -c "${mount.replaceAll('"', '\\"').replaceAll('$', '\\$')}" sh "$@"\n`,
  )
  chmodSync(path, 0o755)
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
