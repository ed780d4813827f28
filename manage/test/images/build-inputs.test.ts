import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseIgnoreFile } from '../../src/images/ignore-file.ts'
import { imageSources } from '../../src/images/image-plan.ts'
import { lockfilePart } from '../../src/images/pnpm-lock.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const lock = `lockfileVersion: '9.0'

importers:

  .:
    devDependencies:
      big-tool:
        specifier: 9.9.9
        version: 9.9.9

  services/one:
    dependencies:
      '@scope/a':
        specifier: ^1.0.0
        version: 1.0.0(peer@2.0.0)
      '@parlance/contracts':
        specifier: workspace:*
        version: link:../../packages/contracts
      renamed:
        specifier: npm:real@3.0.0
        version: real@3.0.0

packages:

  '@scope/a@1.0.0':
    resolution: {integrity: sha512-A}

  big-tool@9.9.9:
    resolution: {integrity: sha512-BIG}

  deep@4.0.0:
    resolution: {integrity: sha512-DEEP}

  native-linux@5.0.0:
    resolution: {integrity: sha512-N}
    os: [linux]

  real@3.0.0:
    resolution: {integrity: sha512-R}

snapshots:

  '@scope/a@1.0.0(peer@2.0.0)':
    dependencies:
      deep: 4.0.0
    optionalDependencies:
      native-linux: 5.0.0

  big-tool@9.9.9: {}

  deep@4.0.0: {}

  native-linux@5.0.0:
    optional: true

  real@3.0.0: {}
`

describe('the part of a lockfile that a service depends on', () => {
  const part = lockfilePart(lock, ['services/one'])
  test('reaches through dependencies, optional ones and aliases', () => {
    for (const checksum of ['sha512-A', 'sha512-DEEP', 'sha512-N', 'sha512-R'])
      expect(part).toContain(checksum)
  })
  test('has nothing of others', () => expect(part).not.toContain('sha512-BIG'))
  test('changes when a package deep below changes', () =>
    expect(lockfilePart(lock.replace('sha512-DEEP', 'sha512-NEW'), ['services/one'])).not.toBe(part))
  test('stays when another package of the workspace changes', () =>
    expect(lockfilePart(lock.replaceAll('9.9.9', '9.9.10'), ['services/one'])).toBe(part))
  test('an importer that is not there is named', () =>
    expect(() => lockfilePart(lock, ['services/two'])).toThrow(/services\/two.*pnpm install/))
  test('another version of the format is refused', () =>
    expect(() => lockfilePart(lock.replace("'9.0'", "'10.0'"), [])).toThrow(/version 10/))

  test('of this project: every package that is reached has its checksum, and the tools of the root are not reached', () => {
    const text = read('pnpm-lock.yaml')
    const scraper = lockfilePart(text, imageSources.scraper.importers)
    const reached = scraper.split('\n').filter((line) => /^(@[^/]+\/)?[^\s/]+@\d/.test(line))
    expect(reached.length).toBeGreaterThan(100)
    expect(scraper.match(/integrity:/g)?.length).toBeGreaterThanOrEqual(reached.length - 5)
    expect(scraper).toContain('@img/sharp-libvips-linux-x64@')
    expect(scraper).not.toContain('@biomejs/biome')
    expect(scraper).not.toContain('\nnext@')
  })
})

describe('.dockerignore', () => {
  const ignores = parseIgnoreFile(read('.dockerignore'))
  test.each([
    'services/backend/src/main.ts',
    'services/frontend/app/[lang]/page.tsx',
    'services/frontend/public/icon.svg',
    'packages/contracts/package.json',
    'pnpm-lock.yaml',
  ])('%s goes in', (path) => expect(ignores(path)).toBe(false))
  test.each([
    '.env.backend',
    'services/backend/.env.local',
    'services/backend/node_modules/pg/index.js',
    'services/backend/test/app.test.ts',
    'services/frontend/.next/dev/server.js',
    'services/backend/src/generated/prisma/client.ts',
    '.git/config',
    'docs/docker.md',
    'README.md',
    'manage/src/main.ts',
    'package.json',
  ])('%s stays out', (path) => expect(ignores(path)).toBe(true))
  test('the last pattern that matches decides, also for what is below a folder', () => {
    const rules = parseIgnoreFile('a\n!a/b\n*.log\n# note\n**/x?z\n')
    expect(['a/c', 'a/b/c', 'one.log', 'b/one.log', 'q/r/xyz/s'].map(rules)).toEqual([
      true,
      false,
      true,
      false,
      true,
    ])
  })
})

/** Our own packages that a manifest names, and those that they name. */
function neededBy(folder: string): string[] {
  const { dependencies = {} } = JSON.parse(read(`${folder}/package.json`)) as {
    dependencies?: Record<string, string>
  }
  const named = Object.keys(dependencies)
    .filter((name) => name.startsWith('@parlance/'))
    .map((name) => name.replace('@parlance/', 'packages/'))
  return [...named, ...named.flatMap(neededBy)]
}

describe('what an image is made of', () => {
  test.each(Object.values(imageSources))(
    '$service: the packages of its manifest, and no other',
    ({ service, importers }) => {
      expect(importers.filter((path) => path.startsWith('packages/')).sort()).toEqual(
        [...new Set([...neededBy(`services/${service}`), 'packages/bundle'])].sort(),
      )
    },
  )

  test.each(Object.values(imageSources))(
    '$service: its Dockerfile copies their manifests',
    ({ dockerfile, importers }) => {
      const text = read(dockerfile)
      for (const folder of importers) expect(text).toContain(`COPY ${folder}/package.json ${folder}/`)
    },
  )
})
