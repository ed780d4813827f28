import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { ManageError, toManageError } from '../../core/errors.ts'
import type { Instance } from '../../core/instance.ts'
import { nextFolder } from '../../core/services/frontend.ts'
import type { Step } from '../../core/steps.ts'
import { services } from '../../core/topology.ts'
import { imageKey } from '../../images/image-key.ts'
import { imageSources } from '../../images/image-plan.ts'
import { gatewayFacts } from '../gateway-facts.ts'
import { markedEnvironment } from './up-mark.ts'

/** So many builds are kept, those that were used last. */
const keptBuilds = 5
const buildMs = 1_200_000
const copyMs = 300_000
const gone = { recursive: true, force: true } as const

const folderIn = (context: Pick<Context, 'root' | 'config'>) => join(gatewayFacts(context).folder, 'pages')

export interface PagesRequest {
  /** Of the preview's sources. */
  root: string
  instance: Pick<Instance, 'name' | 'project'>
  /** Where this preview's own pages go. */
  to: string
}

/**
 * The frontend as production has it, built where there is none of this content, and a copy of it for this preview: pages that are made
 * anew while it runs are written among those that were built.
 */
export function pagesSteps(context: Context, { root, instance, to }: PagesRequest): Step[] {
  const { folder } = services.frontend
  const key = imageKey({
    root,
    source: imageSources.frontend,
    target: 'production',
    // What is traced holds programs of this kind of machine.
    base: `${process.version} ${process.platform} ${process.arch}`,
    args: {},
  })
  const kept = join(folderIn(context), key)
  const cwd = join(root, folder)
  const distDir = nextFolder(instance.name)
  const output = join(cwd, distDir)
  const draft = `${to}.new`
  const build: Step[] = [
    {
      summary: 'build the pages',
      process: {
        file: process.execPath,
        args: [createRequire(join(cwd, 'package.json')).resolve('next/dist/bin/next'), 'build'],
        cwd,
        env: {
          ...markedEnvironment(instance),
          NODE_ENV: 'production',
          NEXT_DIST_DIR: distDir,
          NEXT_TELEMETRY_DISABLED: '1',
          BACKEND_URL: 'http://localhost',
        },
      },
      async act({ run }) {
        await run({ timeoutMs: buildMs }).catch((thrown: unknown) => {
          throw branchFault('the pages of this branch cannot be built', thrown)
        })
      },
    },
    {
      summary: `keep them in ${kept}, of which ${keptBuilds} stay`,
      act() {
        const half = `${kept}.${process.pid}`
        rmSync(half, gone)
        mkdirSync(folderIn(context), { recursive: true })
        // Links among what was traced point to its own packages, and stay as they are.
        cpSync(join(output, 'standalone'), half, { recursive: true, verbatimSymlinks: true })
        cpSync(join(output, 'static'), join(half, folder, distDir, 'static'), { recursive: true })
        cpSync(join(cwd, 'public'), join(half, folder, 'public'), { recursive: true })
        rmSync(output, gone)
        // Who has built the same meanwhile may be copying it.
        if (existsSync(kept)) rmSync(half, gone)
        else renameSync(half, kept)
        prune(folderIn(context))
      },
    },
  ]
  return [
    ...(existsSync(kept) ? [] : build),
    {
      summary: 'a copy of these pages for this preview',
      process: { file: 'cp', args: ['-a', kept, draft] },
      async act({ run }) {
        utimesSync(kept, new Date(), new Date())
        rmSync(draft, gone)
        await run({ timeoutMs: copyMs })
      },
    },
    {
      summary: `put it in the place of those that it had, in ${to}`,
      act() {
        rmSync(to, gone)
        renameSync(draft, to)
      },
    },
  ]
}

function prune(folder: string): void {
  const builds = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), used: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used)
  for (const { path } of builds.slice(keptBuilds)) rmSync(path, gone)
}

/** A failure that is the branch's own, with what was said last. */
export function branchFault(message: string, thrown: unknown): ManageError {
  const error = toManageError(thrown)
  if (error.kind === 'interrupted') return error
  return new ManageError(error.kind, message, {
    cause: error,
    details: { reason: error.message, ...error.details },
    hint: 'Mend the branch, and say preview:up again.',
  })
}
