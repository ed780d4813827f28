import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')

/** The folders that hold sources, each below its `src`, as git knows them; generated code counts as one folder. */
function foldersOnDisk(): string[] {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
  const folders = new Set<string>()
  for (const file of files) {
    const [, source, below] = /^((?:packages|services)\/[^/]+\/src|manage\/src)\/(.+)$/.exec(file) ?? []
    if (source === undefined || below === undefined) continue
    if (/^gen(erated)?\//.test(below)) folders.add(`${source}/${below.split('/')[0]}`)
    else for (let path = dirname(below); path !== '.'; path = dirname(path)) folders.add(`${source}/${path}`)
  }
  return [...folders].sort()
}

/** The folders that the page's tables name: a row a `src`, and a row a room of `manage`. */
function foldersOnPage(): string[] {
  const rows = page.matchAll(/^\| `((?:packages|services)\/[^`]+\/src)` \| (.*) \|$/gm)
  const services = [...rows].flatMap(([, source, text]) =>
    [...(text ?? '').matchAll(/`([a-z0-9/-]+)`/g)]
      .map(([, name]) => name)
      .filter((name) => !name?.startsWith('services/') && name !== 'proto/')
      .map((name) => `${source}/${name}`),
  )
  const rooms = [...page.matchAll(/^\| `([a-z]+)\/` \| (.*) \|$/gm)].flatMap(([, room, text]) => [
    `manage/src/${room}`,
    ...[...(text ?? '').matchAll(/`([a-z]+)\/`/g)].map(([, name]) => `manage/src/${room}/${name}`),
  ])
  return [...services, ...rooms].sort()
}

it('the map shows every folder of sources, and no other', () => {
  const made = /\/generated$/
  const onDisk = foldersOnDisk().filter((folder) => !made.test(folder))
  expect(onDisk.length).toBeGreaterThan(50)
  expect(foldersOnPage().filter((folder) => !made.test(folder))).toEqual(onDisk)
})

it('decisions are numbered without a gap', () => {
  const names = execFileSync('git', ['ls-files', 'docs/decisions'], { cwd: root, encoding: 'utf8' }).trim()
  const numbers = names.split('\n').map((name) => Number(/\/(\d{4})-/.exec(name)?.[1]))
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

const sections = ['Context', 'Decision', 'What else was tried', 'Consequences']

it('every decision has its number, its date and the same four sections, none of them empty', () => {
  const folder = join(root, 'docs/decisions')
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    expect(text, name).toMatch(new RegExp(`^# ${name.slice(0, 4)} \\S.*\\n\\n\\d{4}-\\d\\d-\\d\\d\\n\\n## `))
    const parts = text.split(/^## /m).slice(1)
    expect(
      parts.map((part) => part.split('\n', 1)[0]),
      name,
    ).toEqual(sections)
    for (const part of parts) expect(part.split('\n').slice(1).join('').trim(), name).not.toBe('')
  }
})

it('code and documents cite nothing outside the repository', () => {
  const cites = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => /\.(?:ts|tsx|md|yml|sh)$/.test(path) && path !== 'scripts/architecture.test.ts')
    .filter((path) => /\bDESIGN(?:\.md| ?§)/.test(readFileSync(join(root, path), 'utf8')))
  expect(cites).toEqual([])
})
