import { basename } from 'node:path'
import type { Context } from '../../core/context.ts'
import { missingError } from '../../core/errors.ts'
import type { Plan, Step } from '../../core/steps.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep } from '../../docker/daemon.ts'
import { containerCopy, containerExec } from '../../docker/object-commands.ts'
import { readProgramDocument } from '../../docker/parse/program-document.ts'
import { progressOf } from '../database-progress.ts'
import type { DatabaseRequest, TransferAction } from '../engine.ts'
import { program } from './compose-database.ts'

const timeoutMs = 12 * 3_600_000
/** Flags of the program that name files. */
const read = '--map'
const written = '--save-map'

/** Imports or exports a file of this machine: it goes through the container of the backend that runs. */
export async function transferPlan(
  context: Context,
  action: TransferAction,
  { args = [], onProgress }: DatabaseRequest,
): Promise<Plan<Record<string, unknown>>> {
  const { instance } = context
  const containers = await inspectProject(context, { name: instance.project })
  const backend = containers.find(({ service, running }) => service === 'backend' && running)
  if (!backend)
    throw missingError('no backend runs on Docker here', { hint: 'Start it: pnpm manage dev:up -d' })
  const [file = ''] = args
  const inside = (path: string) => `/tmp/transfer-${basename(path)}`
  const outside = (path: string) => `${file}${path.slice(inside(file).length)}`
  const after = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined)
  const map = after(read)
  const saved = after(written)
  const named = new Set([file, map, saved])
  let document: Record<string, unknown> = {}

  const copy = (from: string, to: string): Step =>
    dockerStep(`copy ${basename(from)}`, containerCopy(from, to), { timeoutMs })
  const copyIn = (path: string) => copy(path, `${backend.name}:${inside(path)}`)
  const copyOut = (path: string) => copy(`${backend.name}:${inside(path)}`, path)
  const work = dockerStep(
    action === 'catalogue-import' ? 'import the file' : 'write the file',
    containerExec(
      backend.name,
      program(
        action,
        args.map((word) => (named.has(word) ? inside(word) : word)),
      ),
    ),
    {
      timeoutMs,
      allow: 'any',
      onLine: (line) => {
        const progress = progressOf(line)
        if (progress) onProgress?.(progress)
      },
    },
    ({ stdout }) => {
      document = readProgramDocument(stdout)
    },
  )
  const failed = ['failedFile', 'faultsFile'].map((name): Step => {
    const path = `${file}.${name === 'failedFile' ? `failed.${file.endsWith('.csv') ? 'csv' : 'ndjson'}` : 'faults.ndjson'}`
    const from = `${backend.name}:${inside(file)}${path.slice(file.length)}`
    return {
      ...copy(from, path),
      onlyIf: { words: 'if lines failed', holds: () => document[name] !== undefined },
    }
  })
  const reads = action === 'catalogue-import' ? [copyIn(file), ...(map ? [copyIn(map)] : [])] : []
  const writes = action !== 'catalogue-import' ? [copyOut(file)] : saved ? [copyOut(saved)] : failed
  return {
    steps: [...reads, work, ...writes],
    result: () => ({
      ...document,
      ...Object.fromEntries(
        ['file', 'failedFile', 'faultsFile', 'mappingFile']
          .filter((name) => typeof document[name] === 'string')
          .map((name) => [name, name === 'mappingFile' ? saved : outside(String(document[name]))]),
      ),
    }),
  }
}
