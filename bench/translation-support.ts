import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { TranslationService, type TranslationServiceDefinition } from '@parlance/contracts'
import { createGrpcClient, type GrpcClient } from '@parlance/service-kit'
import { median } from './support/figures.ts'

/** One measured figure beside its peer, and what the ratio has to reach; neither limit: shown, and not judged. */
export interface Ratio {
  readonly name: string
  readonly own: string
  readonly peer: string
  readonly ratio: number
  readonly atLeast?: number
  readonly atMost?: number
}

/** Prints a table, and makes the program end with 1 where a limit is missed. */
export function printRatios(title: string, rows: readonly Ratio[]): void {
  const cells = rows.map(({ name, own, peer, ratio, atLeast, atMost }) => {
    const met = (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost)
    if (!met) process.exitCode = 1
    const judged = atLeast !== undefined || atMost !== undefined
    const limit = atLeast !== undefined ? `≥ ${atLeast}` : judged ? `≤ ${atMost}` : ''
    return [name, own, peer, ratio.toFixed(2), limit, judged ? (met ? 'ok' : 'MISSED') : '']
  })
  const table = [['', 'own', 'peer', 'ratio', 'limit', ''], ...cells]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  process.stdout.write(`${title}\n${lines.join('\n')}\n\n`)
}

/** A program under measurement that says its port in its log, and its client. */
export interface Subject {
  readonly client: GrpcClient<TranslationServiceDefinition>
  readonly pid: number
  close(): Promise<void>
}

const connect = (port: number): GrpcClient<TranslationServiceDefinition> =>
  createGrpcClient(TranslationService, `127.0.0.1:${port}`, { deadlineMs: 120_000 })

/** Starts the translation service, on a free port, with these variables beside the usual ones. */
export function startService(env: Readonly<Record<string, string>> = {}): Promise<Subject> {
  const program = fileURLToPath(new URL('../services/translation/src/main.ts', import.meta.url))
  return start(program, { PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'info', NODE_ENV: 'production', ...env })
}

/** Starts a bare grpc-js server that sends each text back. */
export function startEcho(): Promise<Subject> {
  return start(fileURLToPath(new URL('./translation-echo-server.ts', import.meta.url)), {})
}

async function start(program: string, env: Readonly<Record<string, string>>): Promise<Subject> {
  const child: ChildProcess = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { stdout, pid } = child
  if (!stdout || pid === undefined) throw new Error(`${program} did not start`)
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const found = /"port":(\d+)/.exec(line)?.[1]
      if (found) resolve(Number(found))
    })
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
  })
  const client = connect(port)
  return {
    client,
    pid,
    async close() {
      client.close()
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** What a load of equal calls came to. */
export interface Load {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** Makes `calls` calls, so many at a time, and takes the time of each in milliseconds. */
export async function load(
  calls: number,
  atOnce: number,
  call: (index: number) => Promise<unknown>,
): Promise<Load> {
  const times: number[] = []
  let next = 0
  const started = performance.now()
  const worker = async () => {
    for (let index = next++; index < calls; index = next++) {
      const before = performance.now()
      await call(index)
      times.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const seconds = (performance.now() - started) / 1_000
  times.sort((a, b) => a - b)
  return { perSecond: calls / seconds, p50: at(times, 0.5), p99: at(times, 0.99) }
}

/** A quantile of sorted samples. */
export function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN
}

/** Resident memory of a process in megabytes (Linux). */
export function residentMegabytes(pid: number): number {
  return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4_096) / 1_000_000
}

/** Processor time that a process's children have used so far, in milliseconds (Linux). */
export function childrenMilliseconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return (
    children.reduce(
      (sum, child) => sum + Number(readFileSync(`/proc/${child}/schedstat`, 'utf8').split(' ')[0]),
      0,
    ) / 1e6
  )
}

/**
 * Measures two sides in five rounds, so that what else the machine does falls on both; the middle of each figure counts.
 */
export async function inTurns(
  own: () => Promise<Load>,
  peer: () => Promise<Load>,
): Promise<readonly [Load, Load]> {
  const rounds: [Load, Load][] = []
  for (let round = 0; round < 5; round += 1) rounds.push([await own(), await peer()])
  const middle = (side: 0 | 1): Load => ({
    p50: median(rounds.map((pair) => pair[side].p50)),
    p99: median(rounds.map((pair) => pair[side].p99)),
    perSecond: median(rounds.map((pair) => pair[side].perSecond)),
  })
  return [middle(0), middle(1)]
}

const subjects = [
  'The red house',
  'My old friend',
  'A new video',
  'The big dog',
  'Our good neighbour',
  'This small tool',
]
const verbs = ['sees', 'reads', 'writes', 'wants', 'makes', 'finds']
const objects = [
  'a long book',
  'the white cat',
  'two green apples',
  'an open window',
  'many short songs',
  'the blue car',
]

/** A sentence that differs for each number, of words that Apertium knows. */
export function sentence(number: number): string {
  const pick = (list: readonly string[], by: number) => list[Math.floor(number / by) % list.length] ?? ''
  return `${pick(subjects, 1)} ${pick(verbs, 6)} ${pick(objects, 36)} in the street number ${number}.`
}
