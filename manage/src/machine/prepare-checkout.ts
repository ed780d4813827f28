import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { toManageError } from '../core/errors.ts'
import { stateRoot } from '../core/instance.ts'
import type { Step } from '../core/process-spec.ts'
import {
  aptCommands,
  aptLine,
  aptPrefix,
  findTools,
  installPackages,
  type ToolState,
} from './apt-packages.ts'
import { planGenerated, refreshGenerated } from './generated-code.ts'
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
  /** Whether apt is asked although it failed lately. */
  retry: boolean
}

/** How long an apt that failed is left in peace: a machine without its mirrors should not wait at every start. */
const peaceMs = 6 * 3_600_000

const failureFile = (root: string) => join(stateRoot(root), 'apt-failed')

function failedLately(root: string): boolean {
  const failed = statSync(failureFile(root), { throwIfNoEntry: false })
  return failed !== undefined && Date.now() - failed.mtimeMs < peaceMs
}

function rememberFailure(root: string): void {
  mkdirSync(stateRoot(root), { recursive: true })
  writeFileSync(failureFile(root), '')
}

const installable = (tool: ToolState) => tool.state === 'missing' && tool.without !== undefined
const packagesOf = (tools: readonly ToolState[]) =>
  tools.filter(installable).flatMap(({ packages }) => packages)

/** Makes this checkout ready. A tool that cannot be had is no failure: it is said, and the product does without. */
export async function setUp(context: Context, { install, retry }: SetupOptions): Promise<SetupReport> {
  const generated = await refreshGenerated(context.root, context.runner)
  const before = findTools(context.env)
  const packages = packagesOf(before)
  const faults: string[] = []
  const failed = retry ? false : failedLately(context.root)
  if (failed && packages.length > 0)
    faults.push('apt failed a while ago and is not asked again: pnpm manage setup --retry')
  const prefix = install && !failed && packages.length > 0 ? await aptPrefix(context) : undefined
  if (prefix) {
    try {
      await installPackages(packages, prefix, context)
    } catch (thrown) {
      const error = toManageError(thrown)
      if (error.kind === 'interrupted') throw error
      rememberFailure(context.root)
      faults.push(`apt did not bring ${packages.join(', ')}: ${error.message}`)
    }
  }
  const tools = prefix ? findTools(context.env).map((tool) => markInstalled(tool, before)) : before
  const off = tools.filter(installable)
  const languages = howToGetAllLanguages(context)
  return {
    generated,
    tools,
    notes: [
      ...faults,
      ...off.map(({ detail, without }) => `${detail}: ${without}`),
      ...(off.length > 0 ? [`To have it: ${aptLine(off.flatMap((tool) => tool.packages))}`] : []),
      ...(languages ? [languages] : []),
    ],
  }
}

/** The same as steps. */
export async function planSetup(context: Context, install: boolean): Promise<Step[]> {
  const packages = packagesOf(findTools(context.env))
  const prefix = install && packages.length > 0 ? await aptPrefix(context) : undefined
  const apt = prefix ? aptCommands(packages, prefix) : []
  return [
    ...planGenerated(context.root),
    ...apt.map((command) => ({ summary: `install ${packages.join(', ')}`, command })),
  ]
}

function markInstalled(tool: ToolState, before: readonly ToolState[]): ToolState {
  const was = before.find(({ name }) => name === tool.name)
  return was?.state === 'missing' && tool.state === 'found' ? { ...tool, state: 'installed' } : tool
}
