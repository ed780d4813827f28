import { execFileSync } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Names that a framework or a tool looks for, or that mean the same in each place: a package's or a folder's one door. */
const given = /^(?:page|layout|loading|route|error|not-found|index)\.tsx?$/

const sources = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => /^(?:services|packages)\/[^/]+\/(?:src|app)\/.*\.tsx?$/.test(path))
  .filter((path) => !/\/(?:gen|generated)\//.test(path) && !given.test(basename(path)))

/** Files of one service or package by their name. */
function byName(): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const path of sources) {
    const [kind, owner] = path.split('/')
    const name = `${kind}/${owner} ${basename(path)}`
    names.set(name, [...(names.get(name) ?? []), path])
  }
  return names
}

it('no file name stands twice in one service or package: who looks for a file finds one', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect([...byName().values()].filter((paths) => paths.length > 1)).toEqual([])
})

it('no folder of interfaces, helpers or things in general: a name says the part', () => {
  const vague = /\/(?:utils?|helpers?|common|misc|shared|lib|ports|types|interfaces)(?:\/|\.tsx?$)/
  expect(sources.filter((path) => vague.test(path) && !path.startsWith('packages/testing/'))).toEqual([])
})
