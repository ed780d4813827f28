import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

// Real pushes by real git to a repository with the hook; what the hook has `manage` do is written down instead of done.
const hook = join(import.meta.dirname, '..', '..', '..', 'deploy', 'previews', 'post-receive')
const recorder = `const { appendFileSync } = require('node:fs')
const words = process.argv.slice(2)
appendFileSync('asked', words.join(' ') + '\\n')
const broken = words[1] === 'origin/broken'
const said = broken ? { error: { message: 'backend ended before it was healthy' } } : { name: 'x', address: 'http://x.preview.localhost:1' }
if (words[0] === 'preview:up') console.log(JSON.stringify(said, null, 2))
process.exit(broken ? 1 : 0)
`
const who = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
let folder: string
const place = (name: string) => join(folder, name)
const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...who },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
/** What whoever pushes is told by the hook. */
const push = (...refs: string[]) => {
  const { stderr, status } = spawnSync('git', ['push', '--force', 'origin', ...refs], {
    cwd: place('work'),
    encoding: 'utf8',
    env: { ...process.env, ...who, PARLANCE_CHECKOUT: place('checkout') },
  })
  const told = [...stderr.matchAll(/^remote: (.*?)\s*$/gm)].map(([, line]) => line).filter(Boolean)
  return { status, told }
}
const asked = () => readFileSync(place('checkout/asked'), 'utf8').trim().split('\n')

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'parlance hook ')))
  git(folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', 'server')
  git(folder, 'init', '--quiet', '--initial-branch', 'main', 'work')
  git(place('work'), 'commit', '--quiet', '--allow-empty', '-m', 'first')
  git(place('work'), 'remote', 'add', 'origin', place('server'))
  git(place('work'), 'push', '--quiet', 'origin', 'main')
  git(folder, 'clone', '--quiet', place('server'), 'checkout')
  mkdirSync(place('checkout/manage'))
  writeFileSync(place('checkout/manage/launch.cjs'), recorder)
  copyFileSync(hook, place('server/hooks/post-receive'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a pushed branch has a preview as it was pushed, and whoever pushed is told the address', () => {
  expect(push('main:feature/search')).toEqual({
    status: 0,
    told: ['preview of feature/search: http://x.preview.localhost:1'],
  })
  expect(asked()).toEqual(['preview:up origin/feature/search --json', 'preview:clean --merged --yes --json'])
  // The checkout had fetched it by then.
  expect(git(place('checkout'), 'rev-parse', 'origin/feature/search')).toBe(
    git(place('work'), 'rev-parse', 'HEAD'),
  )
})

test('several at once, one of which does not come up; a tag is none', () => {
  git(place('work'), 'tag', 'v1')
  const { status, told } = push('main:broken', 'main:whole', 'v1')
  expect(status).toBe(0)
  expect(told).toEqual([
    'no preview of broken: backend ended before it was healthy',
    'preview of whole: http://x.preview.localhost:1',
  ])
})

test('a deleted branch takes its preview with it', () => {
  push('main:feature/search')
  expect(push(':feature/search').told).toEqual(['the preview of feature/search is gone'])
  expect(asked().slice(2)).toEqual([
    'preview:down origin/feature/search --yes --json',
    'preview:clean --merged --yes --json',
  ])
})

test("a branch's name is a name, whatever git allows in it", () => {
  const name = "x;echo>pwned&$(echo>pwned)`echo>pwned`'>pwned"
  push(`main:refs/heads/${name}`)
  expect(asked()[0]).toBe(`preview:up origin/${name} --json`)
  expect(() => readFileSync(place('checkout/pwned'))).toThrow('ENOENT')
})
