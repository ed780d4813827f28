import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

const forbidden: readonly [path: string, code: string][] = [
  ['services/translation/src/x.ts', "import '@parlance/backend'"],
  ['services/scraper/src/x.ts', "import '../../backend/src/app.ts'"],
  ['packages/service-kit/src/x.ts', "import '@parlance/translation'"],
  ['packages/contracts/src/x.ts', "import '@parlance/service-kit'"],
  ['services/backend/src/features/tools/x.ts', "import 'fastify'"],
  ['services/backend/src/features/tools/x.ts', "import '@prisma/client'"],
  ['services/backend/src/features/tools/x.ts', "import '../../stores/tools.ts'"],
  ['services/backend/src/features/tools/x.ts', 'console.log(process.env.HOME)'],
  ['services/backend/src/routes/x.ts', "import '../stores/tools.ts'"],
  ['services/backend/src/plugins/x.ts', "import '../generated/prisma/client.ts'"],
  ['services/backend/src/stores/x.ts', "import 'fastify'"],
  ['manage/src/commands/x.ts', "import '@parlance/service-kit'"],
  ['manage/src/commands/x.ts', "import 'node:child_process'"],
  ['manage/src/docker/x.ts', "import 'node:fs'"],
  ['manage/src/docker/parse/x.ts', "import '../../core/runner.ts'"],
  ['manage/src/docker/x.ts', "import '../engines/engine.ts'"],
  ['manage/src/core/x.ts', "import type { Engine } from '../engines/engine.ts'"],
  ['manage/src/core/x.ts', "import '../docker/daemon.ts'"],
  ['manage/src/images/x.ts', "import '../machine/ports.ts'"],
  ['manage/src/machine/x.ts', "import '../images/image-key.ts'"],
  ['manage/src/engines/docker/x.ts', "import '../../production/start-production.ts'"],
  ['manage/src/production/x.ts', "import '../commands/prod-up.ts'"],
  ['manage/src/production/x.ts', "import '../previews/start-preview.ts'"],
  ['manage/src/machine/x.ts', "import '../previews/start-preview.ts'"],
  ['manage/src/previews/x.ts', "import '../commands/preview-up.ts'"],
  ['manage/src/commands/x.ts', "import '../cli/registry.ts'"],
  ['manage/src/engines/docker/x.ts', "import 'node:child_process'"],
]

const allowed: readonly [path: string, code: string][] = [
  ['services/backend/src/stores/x.ts', "import '@prisma/client'"],
  ['services/backend/src/routes/x.ts', "import 'fastify'"],
  ['manage/src/core/runner.ts', "import 'node:child_process'"],
  ['manage/src/engines/embedded/x.ts', "import 'node:child_process'"],
  ['manage/src/engines/docker/x.ts', "import '../../docker/daemon.ts'"],
  ['manage/src/production/x.ts', "import '../engines/probe/health-probe.ts'"],
  ['manage/src/previews/x.ts', "import '../production/start-production.ts'"],
  ['services/backend/src/main.ts', 'console.log(process.env.HOME)'],
]

/** Files that name each other in a circle: by a value, by a type alone, by a file that is loaded later. */
const circles: readonly [path: string, code: string][] = [
  ['manage/src/core/circle-a.ts', "import './circle-b.ts'"],
  ['manage/src/core/circle-b.ts', "import './circle-a.ts'"],
  ['packages/contracts/src/type-a.ts', "import type { B } from './type-b.ts'\nexport type A = B"],
  ['packages/contracts/src/type-b.ts', "import type { A } from './type-a.ts'\nexport type B = A"],
  ['services/backend/src/later-a.ts', "export const later = () => import('./later-b.ts')"],
  ['services/backend/src/later-b.ts', "import './later-a.ts'"],
]

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[]
}

/** Writes each line as a file of a tree that has only biome.json in common with the repository, and lints that tree. */
function lintedFiles(cases: readonly (readonly [string, string])[]): Set<string> {
  const tree = mkdtempSync(join(tmpdir(), 'parlance-rules-'))
  try {
    cpSync(join(root, 'biome.json'), join(tree, 'biome.json'))
    for (const [index, [path, code]] of cases.entries()) {
      const file = join(tree, nameOf(path, index))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${code}\n`)
    }
    const { stdout } = spawnSync(
      join(root, 'node_modules/.bin/biome'),
      ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'],
      { cwd: tree, encoding: 'utf8' },
    )
    const report = JSON.parse(stdout) as Report
    const ours = /noRestrictedImports|noProcessEnv|noImportCycles/
    return new Set(report.diagnostics.filter((d) => ours.test(d.category)).map((d) => d.location.path))
  } finally {
    rmSync(tree, { recursive: true })
  }
}

/** main.ts and runner.ts are named by the rules; every other file gets a name of its own. */
const nameOf = (path: string, index: number) => path.replace(/\bx\.ts$/, `x${index}.ts`)

const found = lintedFiles([...forbidden, ...allowed, ...circles])

test.each(forbidden)('%s may not: %s', (path, code) => {
  const index = forbidden.findIndex(([p, c]) => p === path && c === code)
  expect(found).toContain(nameOf(path, index))
})

test.each(allowed)('%s may: %s', (path, code) => {
  const index = forbidden.length + allowed.findIndex(([p, c]) => p === path && c === code)
  expect(found).not.toContain(nameOf(path, index))
})

test.each(circles)('%s may not close a circle: %s', (path) => {
  expect(found).toContain(path)
})
