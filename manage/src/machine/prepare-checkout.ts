import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { stateRoot } from '../core/instance.ts'
import type { Plan, Step } from '../core/steps.ts'
import { aptLine, aptPrefix, aptSteps, findTools, type ToolState } from './apt-packages.ts'
import { generatedSteps } from './generated-code.ts'
import { howToGetAllLanguages } from './models.ts'

export interface SetupReport {
  generated: readonly string[]
  tools: readonly ToolState[]
  /** What is off, and the one command that brings it. */
  notes: readonly string[]
}

export interface SetupOptions {
  /** Whether apt may be used. */
  install: boolean
  /** Whether it also brings what a first start does not wait for. */
  all: boolean
  /** Whether apt is asked although it failed lately. */
  retry: boolean
}

/** How long an apt that failed is not asked again: a machine without its mirrors should not wait at every start. */
const retryAfterMs = 6 * 3_600_000

const failureFile = (root: string) => join(stateRoot(root), 'apt-failed')

function failedLately(root: string): boolean {
  const failed = statSync(failureFile(root), { throwIfNoEntry: false })
  return failed !== undefined && Date.now() - failed.mtimeMs < retryAfterMs
}

function rememberFailure(root: string): void {
  mkdirSync(stateRoot(root), { recursive: true })
  writeFileSync(failureFile(root), '')
}

const installable = (tool: ToolState) => tool.state === 'missing'
const packagesOf = (tools: readonly ToolState[]) =>
  tools.filter(installable).flatMap(({ packages }) => packages)

/** Makes this checkout ready. A tool that cannot be had is no failure: it is said, and the product does without. */
export async function setupPlan(
  context: Context,
  { install, all, retry }: SetupOptions,
): Promise<Plan<SetupReport>> {
  const { root, env } = context
  const before = findTools(env)
  const packages = packagesOf(before.filter(({ whenAsked }) => all || !whenAsked))
  const faults: string[] = []
  const failed = !retry && packages.length > 0 && failedLately(root)
  if (failed) faults.push('apt failed a while ago and is not asked again: pnpm manage setup --retry')
  const prefix = install && !failed && packages.length > 0 ? await aptPrefix(context) : undefined
  const onFailure = (message: string) => {
    rememberFailure(root)
    faults.push(`apt did not bring ${packages.join(', ')}: ${message}`)
  }
  const generated = generatedSteps(root)
  return {
    steps: [...generated, ...(prefix ? aptSteps(context, packages, prefix, onFailure) : [])],
    result() {
      const tools = prefix ? findTools(env).map((tool) => markInstalled(tool, before)) : before
      const off = tools.filter(installable)
      const languages = howToGetAllLanguages(context)
      return {
        generated: generated.length > 0 ? ['database client'] : [],
        tools,
        notes: [
          ...faults,
          ...off.map(({ detail, without }) => `${detail}: ${without}`),
          ...(off.length > 0 ? [`To have it: ${aptLine(off.flatMap((tool) => tool.packages))}`] : []),
          ...(languages ? [languages] : []),
        ],
      }
    },
  }
}

/** Brings every tool that is missing here, where apt may be used. @throws (by its steps) ManageError when apt fails */
export async function installSteps(context: Context): Promise<Step[]> {
  const packages = packagesOf(findTools(context.env))
  const prefix = packages.length > 0 ? await aptPrefix(context) : undefined
  if (!prefix) return []
  return aptSteps(context, packages, prefix, (message) => {
    throw new ManageError('failed', `apt did not bring ${packages.join(', ')}: ${message}`)
  })
}

function markInstalled(tool: ToolState, before: readonly ToolState[]): ToolState {
  const was = before.find(({ name }) => name === tool.name)
  return was?.state === 'missing' && tool.state === 'found' ? { ...tool, state: 'installed' } : tool
}
