import { execFileSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { missingError } from '../core/errors.ts'
import { type PortName, portVariable, urlHost } from '../core/topology.ts'
import { describeProcess } from './process-table.ts'

/** Why the port cannot be listened on: the system's error code, or undefined when it can. */
export function portFault(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'EUNKNOWN'))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** The address by which this machine calls itself: 127.0.0.1, or ::1 where IPv4 has no loopback. */
export async function loopbackHost(): Promise<string> {
  for (const host of ['127.0.0.1', '::1']) {
    if ((await portFault(host, 0)) === undefined) return host
  }
  throw missingError('this machine has no loopback address: neither 127.0.0.1 nor ::1 can be bound', {
    hint: 'Bring it up: ip link set lo up',
  })
}

/** What people and browsers here call that address: `localhost`, unless this machine means another by it. */
export async function loopbackName(host: string): Promise<string> {
  const known = await lookup('localhost', { all: true }).catch(() => [])
  return known.some(({ address }) => address === host) ? 'localhost' : urlHost(host)
}

/** @throws ManageError (missing) where the stack's frontend cannot work. */
export function assertIpv4(host: string): void {
  if (host === '127.0.0.1') return
  throw missingError('this machine has no 127.0.0.1, on which the compiler of Next.js talks to its helpers', {
    hint: 'Add it: sudo ip address add 127.0.0.1/8 dev lo',
  })
}

/** Checks every port before anything starts. @throws ManageError (missing) naming port, variable and holder. */
export async function assertPortsFree(
  host: string,
  wanted: readonly (readonly [PortName, number])[],
): Promise<void> {
  const byPort = new Map<number, PortName>()
  for (const [name, port] of wanted) {
    const other = byPort.get(port)
    if (other) {
      throw missingError(`${other} and ${name} both want port ${port}`, {
        hint: `Move one with ${portVariable(other)} or ${portVariable(name)}.`,
      })
    }
    byPort.set(port, name)
  }
  const faults = await Promise.all(
    wanted.map(async ([name, port]) => {
      const fault = await portFault(host, port)
      return fault === undefined ? [] : [{ name, port, fault }]
    }),
  )
  const taken = faults.flat()
  const [first] = taken
  if (!first) return
  const say = ({ name, port, fault }: typeof first) => {
    const holder = fault === 'EADDRINUSE' ? (portHolder(port) ?? 'a process of another user') : fault
    return `port ${port} (${name}) is held by ${holder}`
  }
  throw missingError(taken.length === 1 ? say(first) : 'ports are in use', {
    hint: `Stop that process, move the port with ${portVariable(first.name)}=<port>, or give this stack ports of its own with --instance <name>.`,
    details: {
      ...(taken.length > 1 ? { ports: taken.map(say) } : {}),
      ...(taken.length === 1 ? { port: first.port, variable: portVariable(first.name) } : {}),
    },
  })
}

/** The process that listens on a TCP port, as far as this user may know. */
export function portHolder(port: number): string | undefined {
  const pid = process.platform === 'linux' ? linuxHolder(port) : lsofHolder(port)
  return pid === undefined ? undefined : describeProcess(pid)
}

function linuxHolder(port: number): number | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listenInodes(table, port)))
  if (inodes.size === 0) return undefined
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
        const target = readlinkSync(`/proc/${pid}/fd/${descriptor}`)
        if (inodes.has(target)) return Number(pid)
      }
    } catch {
      // A process of another user, or one that has just ended.
    }
  }
  return undefined
}

/** Socket links of what listens on the port, out of a table as proc_net_tcp(5) describes it. */
function listenInodes(table: string, port: number): string[] {
  try {
    return parseListeners(readFileSync(table, 'utf8'), port)
  } catch {
    return []
  }
}

/** @param table text of /proc/net/tcp. @returns links such as `socket:[1234]`, as they stand in /proc/<pid>/fd. */
export function parseListeners(table: string, port: number): string[] {
  const listening = '0A'
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/)
      const isPort = Number.parseInt(local.split(':')[1] ?? '', 16) === port
      return isPort && state === listening ? [`socket:[${inode}]`] : []
    })
}

function lsofHolder(port: number): number | undefined {
  try {
    const text = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { encoding: 'utf8' })
    return Number(text.split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}
