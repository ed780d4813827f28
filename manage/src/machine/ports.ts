import { execFileSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { missingError } from '../core/errors.ts'
import { urlHost } from '../core/services/service.ts'
import {
  type Inspectors,
  inspectorVariable,
  type PortName,
  portVariable,
  type ServiceName,
} from '../core/topology.ts'
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

/** A port that something is about to listen on. */
export interface WantedPort {
  /** Of what listens, as people call it. */
  name: string
  port: number
  /** The environment variable that moves it. */
  variable: string
  /** Address it is bound to. */
  host: string
}

/** Ports of the table as they are wanted on an address. */
export const wantedPorts = (host: string, ports: readonly (readonly [PortName, number])[]): WantedPort[] =>
  ports.map(([name, port]) => ({ name, port, variable: portVariable(name), host }))

/** Ports of Node's inspectors, as they are wanted on an address. */
export const wantedInspectors = (host: string, inspectors: Inspectors): WantedPort[] =>
  (Object.entries(inspectors) as [ServiceName, number][]).map(([name, port]) => ({
    name: `the inspector of ${name}`,
    port,
    variable: inspectorVariable(name),
    host,
  }))

/**
 * Checks every port before anything starts. @param daemon it is Docker's daemon that will listen, which may take ports
 * below 1024 where this user may not. @throws ManageError (missing) naming port, variable and holder.
 */
export async function assertPortsFree(wanted: readonly WantedPort[], { daemon = false } = {}): Promise<void> {
  const byPort = new Map<number, WantedPort>()
  for (const one of wanted) {
    const other = byPort.get(one.port)
    if (other) {
      throw missingError(`${other.name} and ${one.name} both want port ${one.port}`, {
        hint: `Move one with ${other.variable} or ${one.variable}.`,
      })
    }
    byPort.set(one.port, one)
  }
  const faults = await Promise.all(
    wanted.map(async (one) => {
      const fault = await portFault(one.host, one.port)
      return fault === undefined || (daemon && fault === 'EACCES') ? [] : [{ ...one, fault }]
    }),
  )
  const taken = faults.flat()
  const [first] = taken
  if (!first) return
  const say = ({ name, port, host, fault }: typeof first) => {
    if (fault === 'EADDRNOTAVAIL') return `${host} is no address of this machine (port ${port}, ${name})`
    if (fault !== 'EADDRINUSE') return `port ${port} (${name}) cannot be listened on: ${fault}`
    return `port ${port} (${name}) is held by ${portHolder(port) ?? 'a process of another user'}`
  }
  throw missingError(taken.length === 1 ? say(first) : 'ports are in use', {
    hint: `Stop that process, move the port with ${first.variable}=<port>, or give this stack ports of its own with --instance <name>.`,
    details: {
      ...(taken.length > 1 ? { ports: taken.map(say) } : {}),
      ...(taken.length === 1 ? { port: first.port, variable: first.variable } : {}),
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
