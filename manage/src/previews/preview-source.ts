import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { callersPath } from '../core/callers-path.ts'
import type { Context } from '../core/context.ts'
import { missingError } from '../core/errors.ts'
import { previewFolder } from '../core/preview-record.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'

const git = (...args: string[]): ProcessSpec => ({ file: 'git', args })

/** What a preview is made of. */
export interface PreviewSource {
  /** The branch, the commit or the absolute path that names it. */
  of: string
  commit: string | null
  /** Absolute path of the sources; a worktree of git's is made there for a branch or a commit. */
  folder: string
}

/** The commit that a branch or a commit's name stands for; undefined: there is none. */
async function commitOf({ runner }: Pick<Context, 'runner'>, ref: string): Promise<string | undefined> {
  // What begins with a hyphen would be an option; git allows no such branch.
  if (ref.startsWith('-')) return undefined
  const { code, stdout } = await runner.run(git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`), {
    allow: 'any',
    timeoutMs: 10_000,
  })
  return code === 0 ? stdout.trim() : undefined
}

/** The commit of a branch or a commit, as it is here or else at `origin`; undefined: there is none. */
export const findCommit = async (
  context: Pick<Context, 'runner'>,
  ref: string,
): Promise<string | undefined> => (await commitOf(context, ref)) ?? (await commitOf(context, `origin/${ref}`))

/**
 * Finds what is meant: a branch or a commit of this repository (as it is here, or at `origin`), or a folder with a checkout.
 * @param nameOf the preview's name, by which its worktree is found. @throws ManageError (missing) where it is none of them
 */
export async function findSource(
  context: Context,
  wanted: string,
  nameOf: (of: string) => string,
): Promise<PreviewSource> {
  const path = callersPath(context, wanted)
  const looksLikePath = /^(\.{0,2}\/|\.{1,2}$)/.test(wanted)
  const commit = looksLikePath ? undefined : await findCommit(context, wanted)
  if (commit !== undefined) {
    return { of: wanted, commit, folder: join(previewFolder(context.root, nameOf(wanted)), 'source') }
  }
  if (wanted !== '' && existsSync(join(path, 'deploy', 'core.yml')))
    return { of: path, commit: null, folder: path }
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  throw missingError(
    isFolder && looksLikePath
      ? `${path} is no checkout of Parlance: it has no deploy/core.yml`
      : `"${wanted}" is neither a branch nor a commit here, nor a folder with a checkout`,
    { hint: 'Branches: git branch --all. Bring one here first: git fetch' },
  )
}

export const forgetWorktreesStep: Step = {
  summary: 'have git forget worktrees that are gone',
  process: git('worktree', 'prune'),
}

/**
 * Puts the sources of a commit where they belong, whatever was there, half-made or older. @param marked variables by which a git is found
 * that outlives the command
 */
export function sourceSteps(
  { runner }: Pick<Context, 'runner'>,
  { commit, folder }: PreviewSource,
  marked: Readonly<Record<string, string>> = {},
): Step[] {
  if (commit === null) return []
  const short = commit.slice(0, 12)
  let there = false
  const isThere = { words: 'if the worktree is there', holds: () => there }
  return [
    {
      summary: `look for a worktree in ${folder}, and clear away what is none`,
      async act() {
        const found = existsSync(join(folder, '.git'))
          ? await runner.run(
              { ...git('rev-parse', '--show-toplevel', '--absolute-git-dir'), cwd: folder },
              { allow: 'any' },
            )
          : undefined
        const [top, own = ''] = found?.stdout.trim().split('\n') ?? []
        // A git that was killed has left its lock, and who knows which of the files.
        there = top === folder && !existsSync(join(own, 'index.lock'))
        if (!there) rmSync(folder, { recursive: true, force: true })
      },
    },
    forgetWorktreesStep,
    {
      summary: `the sources of ${short}`,
      // Twice: one that is half-made is locked.
      process: { ...git('worktree', 'add', '--force', '--force', '--detach', folder, commit), env: marked },
      onlyIf: { words: 'if there is none yet', holds: () => !there },
    },
    {
      summary: `go to ${short}`,
      process: git('-C', folder, 'checkout', '--quiet', '--force', '--detach', commit),
      onlyIf: isThere,
    },
    {
      summary: 'remove what does not belong to it',
      process: git('-C', folder, 'clean', '--quiet', '--force', '-d'),
      onlyIf: isThere,
    },
  ]
}

/** Takes a worktree away, with what git remembers of it. */
export const removeSourceStep = (root: string, name: string): Step => ({
  summary: `remove ${previewFolder(root, name)}, and have git forget the worktree in it`,
  process: git('worktree', 'prune'),
  async act({ run }) {
    rmSync(previewFolder(root, name), { recursive: true, force: true })
    await run()
  },
})

/** Whether a branch's commit is part of what is checked out, and is not what is checked out itself. */
export async function isMerged(
  { runner }: Pick<Context, 'runner'>,
  ref: string,
  commit: string,
): Promise<boolean> {
  const options = { allow: 'any', timeoutMs: 10_000 } as const
  const current = await runner.run(git('rev-parse', '--abbrev-ref', 'HEAD'), options)
  if (current.stdout.trim() === ref) return false
  return (await runner.run(git('merge-base', '--is-ancestor', commit, 'HEAD'), options)).code === 0
}
