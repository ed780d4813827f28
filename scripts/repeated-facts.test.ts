import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { languages } from '../packages/contracts/src/languages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
const manifest = JSON.parse(read('package.json')) as { version: string; scripts: Record<string, string> }

it('pnpm has one version wherever it is named; package.json says which', () => {
  const version = /pnpm@([\d.]+)/.exec(manifest.scripts.test ?? '')?.[1]
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  const texts = tracked.filter((path) => /(^|\/)(Dockerfile[^/]*|run)$|\.(md|ts|json|yml|cjs)$/.test(path))
  const named = texts
    .filter((path) => !path.includes('/transcripts/'))
    .flatMap((path) =>
      [...read(path).matchAll(/\b(?:pnpm@|PNPM_VERSION=)(\d+\.\d+\.\d+)/g)].map(([, found]) => ({
        path,
        found,
      })),
    )
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter(({ found }) => found !== version)).toEqual([])
})

it('everything has the version of the root', () => {
  const others = tracked
    .filter((path) => /^[^/]+\/(?:[^/]+\/)?package\.json$/.test(path))
    .map((path) => ({ path, version: (JSON.parse(read(path)) as { version?: string }).version }))
    .filter(({ version }) => version !== undefined && version !== manifest.version)
  expect(others).toEqual([])
  const openapi = JSON.parse(read('packages/contracts/src/gen/openapi.json')) as { info: { version: string } }
  expect(openapi.info.version).toBe(manifest.version)
})

it('the changelog knows this version', () => {
  expect(read('CHANGELOG.md')).toContain(`## ${manifest.version}`)
})

it('the edge speaks every language of the site: where it tells them apart, and on its page', () => {
  const lists = [...read('deploy/caddy/Caddyfile').matchAll(/\(((?:[a-z]{2}\|)+[a-z]{2})\)/g)]
  const all = [...languages].sort()
  expect(lists.map(([, list = '']) => list.split('|').sort())).toEqual([all, all])
  const onPage = [...read('deploy/caddy/maintenance.html').matchAll(/^ {2}"([a-z]{2})" \(list /gm)]
  expect(onPage.map(([, language]) => language).sort()).toEqual(all)
})
