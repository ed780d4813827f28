import type { Finding } from '../../core/findings.ts'
import { majorVersion } from '../../docker/parse/docker-info.ts'
import { roomFault } from '../logs/log-room.ts'
import type { ProductionState } from './production-state.ts'

const gigabyte = 1024 ** 3
/** Room for the next version beside the last three, a backup, and what people upload meanwhile. */
const disk = { least: 2 * gigabyte, good: 10 * gigabyte }
/** The tier `core` at rest, and what a release takes beside it. */
const memory = 2 * gigabyte
/** The first engine that keeps a container's clock and seccomp as the images want them; the first that still gets fixes. */
const engine = { least: 20, good: 24 }
/** Sessions and second factors are told by the clock. */
const clockMs = 5_000

/** The machine that Docker runs on. */
export function hostChecks({ docker, logBytes }: Pick<ProductionState, 'docker' | 'logBytes'>): Finding[] {
  const { server, compose, clockAheadMs, freeBytes, memoryBytes } = docker
  const version = majorVersion(server)
  return [
    {
      category: 'machine',
      name: 'Docker',
      status: version < engine.least ? 'failure' : version < engine.good ? 'warning' : 'ok',
      message: `engine ${server}, Compose ${compose}`,
      ...(version < engine.good ? { fix: `Engine ${engine.good} or newer still gets security fixes.` } : {}),
    },
    clockFinding(clockAheadMs),
    diskFinding(freeBytes),
    logFinding(logBytes),
    {
      category: 'machine',
      name: 'memory',
      status: memoryBytes < memory ? 'warning' : 'ok',
      message: `${(memoryBytes / gigabyte).toFixed(1)} GB in all`,
      ...(memoryBytes < memory
        ? { fix: 'A release runs the new version beside the old one: 2 GB are the least.' }
        : {}),
    },
  ]
}

function clockFinding(aheadMs: number | undefined): Finding {
  const base = { category: 'machine', name: 'clock' } as const
  const fix = 'Let both ask a time server: systemctl enable --now systemd-timesyncd'
  if (aheadMs === undefined)
    return { ...base, status: 'warning', message: 'Docker did not say what time it has', fix }
  if (Math.abs(aheadMs) <= clockMs)
    return { ...base, status: 'ok', message: 'Docker’s machine and this one agree' }
  const where = aheadMs > 0 ? 'ahead of' : 'behind'
  const message = `Docker's machine is ${(Math.abs(aheadMs) / 1_000).toFixed(0)} s ${where} this one`
  return { ...base, status: 'failure', message, fix }
}

function logFinding(free: number | undefined): Finding {
  const base = { category: 'machine', name: 'logs' } as const
  const fault = roomFault(free)
  if (fault === undefined) return { ...base, status: 'ok', message: 'there is room for what containers said' }
  const fix = 'Make room on the disk of .parlance: logs that are older than you need, in production-logs.'
  return { ...base, status: 'failure', message: fault, fix }
}

function diskFinding(freeBytes: number | undefined): Finding {
  const base = { category: 'machine', name: 'disk' } as const
  if (freeBytes === undefined) {
    return {
      ...base,
      status: 'warning',
      message: 'Docker is on another machine: its disk was not looked at',
      fix: 'Run this there.',
    }
  }
  const status = freeBytes < disk.least ? 'failure' : freeBytes < disk.good ? 'warning' : 'ok'
  return {
    ...base,
    status,
    message: `${(freeBytes / gigabyte).toFixed(1)} GB free where Docker keeps its data`,
    ...(status === 'ok'
      ? {}
      : {
          fix: 'pnpm manage prod:clean removes what is superseded; docker system df says what else there is.',
        }),
  }
}
