import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../src/core/context.ts'
import { previewName } from '../../src/core/preview-name.ts'
import { createRunner } from '../../src/core/runner.ts'
import { carryOut } from '../../src/core/steps.ts'
import { findSource, isMerged, removeSourceStep, sourceSteps } from '../../src/previews/preview-source.ts'
import { scripted } from '../support/scripted-runner.ts'

let root: string
let context: Context
/** Git with nobody's configuration but this. */
const who = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...who },
  }).trim()

function commit(text: string): string {
  writeFileSync(join(root, 'text'), text)
  git('add', '--all')
  git('commit', '--quiet', '--allow-empty', '-m', text)
  return git('rev-parse', 'HEAD')
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'parlance previews ')))
  const { signal } = new AbortController()
  context = {
    ...scripted([], { root, env: {} }).context,
    runner: createRunner({ cwd: root, env: { ...process.env, ...who }, signal }),
    signal,
  }
  git('init', '--quiet', '--initial-branch', 'main')
  writeFileSync(join(root, '.gitignore'), '.parlance\n')
  mkdirSync(join(root, 'deploy'))
  writeFileSync(join(root, 'deploy', 'core.yml'), 'services: {}\n')
  commit('first')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const prepare = async (of: string) => {
  const source = await findSource(context, of, previewName)
  await carryOut({ steps: sourceSteps(context, source), result: () => {} }, context)
  return source
}
const textIn = (folder: string) => readFileSync(join(folder, 'text'), 'utf8')

describe('the sources of a preview', () => {
  // Names that `git check-ref-format --branch` allows.
  test.each([
    'topic',
    'a/b/c',
    'fix#42',
    'Ünïcode/日本',
    'with.dots',
    `long/${'x'.repeat(190)}`,
    'a@b',
    "it's",
    '$(x)',
    'a;b',
  ])('of the branch %s are its own, beside those that are checked out', async (branch) => {
    git('branch', branch)
    git('checkout', '--quiet', branch)
    const head = commit('of the branch')
    git('checkout', '--quiet', 'main')
    const { folder, commit: found } = await prepare(branch)
    expect(found).toBe(head)
    expect(textIn(folder)).toBe('of the branch')
    expect(textIn(root)).toBe('first')
    expect(git('status', '--porcelain')).toBe('')
  })

  test('a branch that only the origin has is found there, and a commit by its name', async () => {
    const head = commit('second')
    git('update-ref', 'refs/remotes/origin/theirs', head)
    expect((await prepare('theirs')).commit).toBe(head)
    expect((await prepare(head.slice(0, 10))).commit).toBe(head)
  })

  test('follow a branch that was pushed over, and lose what somebody left in them', async () => {
    git('checkout', '--quiet', '-b', 'topic')
    commit('one way')
    const { folder } = await prepare('topic')
    writeFileSync(join(folder, 'left'), 'over')
    writeFileSync(join(folder, 'text'), 'changed')
    git('reset', '--quiet', '--hard', 'main')
    const head = commit('another way')
    expect((await prepare('topic')).commit).toBe(head)
    expect(textIn(folder)).toBe('another way')
    expect(existsSync(join(folder, 'left'))).toBe(false)
  })

  test.each([
    ['an empty folder', () => {}],
    ['files without git', (folder: string) => writeFileSync(join(folder, 'text'), 'half')],
    [
      'a worktree that git has forgotten',
      (folder: string) => writeFileSync(join(folder, '.git'), 'gitdir: /nowhere'),
    ],
  ])('are made anew over what a killed run left: %s', async (_, leave) => {
    git('branch', 'topic')
    const { folder } = await findSource(context, 'topic', previewName)
    mkdirSync(folder, { recursive: true })
    leave(folder)
    await prepare('topic')
    expect(textIn(folder)).toBe('first')
    await carryOut({ steps: [removeSourceStep(root, previewName('topic'))], result: () => {} }, context)
    expect(existsSync(folder)).toBe(false)
    expect(git('worktree', 'list').split('\n')).toHaveLength(1)
  })

  test('of a folder are the folder itself', async () => {
    expect(await findSource(context, '.', previewName)).toEqual({ of: root, commit: null, folder: root })
  })

  test.each(['nowhere', '--upload-pack=touch x', '-x', './deploy', '', '../../etc'])(
    '%j is refused',
    async (of) => {
      await expect(findSource(context, of, previewName)).rejects.toMatchObject({ kind: 'missing' })
    },
  )
})

test('a branch is merged once its commit is in what is checked out, and never the one that is', async () => {
  git('checkout', '--quiet', '-b', 'topic')
  const head = commit('work')
  git('checkout', '--quiet', 'main')
  expect(await isMerged(context, 'topic', head)).toBe(false)
  git('merge', '--quiet', '--ff-only', 'topic')
  expect(await isMerged(context, 'topic', head)).toBe(true)
  expect(await isMerged(context, 'main', head)).toBe(false)
})

test('a git that was killed while it made the sources has left a lock and half of them: they are made anew', async () => {
  const { folder } = await prepare('main')
  const own = git('-C', folder, 'rev-parse', '--absolute-git-dir')
  writeFileSync(join(own, 'index.lock'), '')
  writeFileSync(join(own, 'locked'), 'initializing')
  rmSync(join(folder, 'text'))
  await prepare('main')
  expect(textIn(folder)).toBe('first')
  expect(git('-C', folder, 'status', '--short')).toBe('')
})
