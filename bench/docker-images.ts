/**
 * Production images: what they add to their base, how long a build takes that has nothing, one line or everything to do,
 * beside plain `docker build` of the same Dockerfiles. `--cold` empties the builder's cache twice, so it is asked for.
 */
import { appendFileSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseIgnoreFile } from '../manage/src/images/ignore-file.ts'
import { filesOf } from '../manage/src/images/image-key.ts'
import { imageSources } from '../manage/src/images/image-plan.ts'
import type { BuildReport } from '../manage/src/production/build-production.ts'
import { cleanCopy, docker, dockerSays, manageOf, sweep } from '../manage/test/support/docker-ring.ts'
import { type Figure, median, report, timed } from './support/figures.ts'

const rounds = 5
const megabyte = 1e6
const limits = { backend: 16.5, frontend: 55, translation: 75, scraper: 45, keeper: 6, video: 6 } as const
const sources = Object.values(imageSources)

const root = cleanCopy()
const manage = manageOf(root, 'bench')

/** The same Dockerfile by hand. */
async function plainBuild(dockerfile: string): Promise<void> {
  const { code, stderr } = await docker(
    'build',
    '--quiet',
    '--file',
    join(root, dockerfile),
    '--target',
    'production',
    root,
  )
  if (code !== 0) throw new Error(stderr)
}

async function plainBuilds(): Promise<void> {
  for (const { dockerfile } of sources) await plainBuild(dockerfile)
}

try {
  const figures: Figure[] = []
  const built = await manage.json<BuildReport>('prod:build')
  for (const { service, added, bytes } of built.images) {
    figures.push({
      name: `${service}: layers of ours`,
      value: added.own / megabyte,
      unit: 'MB',
      limit: limits[service],
      beside: `Debian packages ${(added.debian / megabyte).toFixed(0)} MB, base ${((bytes - added.own - added.debian) / megabyte).toFixed(0)} MB`,
    })
  }
  const ignores = parseIgnoreFile(readFileSync(join(root, '.dockerignore'), 'utf8'))
  const context = [
    'packages',
    'services',
    'proto',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'tsconfig.base.json',
    'LICENSE',
  ]
    .flatMap((path) => filesOf(root, path, ignores))
    .reduce((sum, path) => sum + statSync(join(root, path)).size, 0)
  figures.push({
    name: 'build context',
    value: context / megabyte,
    unit: 'MB',
    limit: 3,
    beside: 'all that .dockerignore lets in',
  })

  const unchanged: number[] = []
  for (let round = 0; round < rounds; round++) unchanged.push(await timed(() => manage.json('prod:build')))
  const cached = await timed(plainBuilds)
  figures.push({
    name: 'prod:build, nothing changed',
    value: median(unchanged) / 1_000,
    unit: 's',
    limit: 1.5,
    beside: `four cached docker builds, one after another: ${(cached / 1_000).toFixed(2)} s`,
  })

  const line: number[] = []
  const others: string[] = []
  for (let round = 0; round < 3; round++) {
    appendFileSync(join(root, 'services/backend/src/main.ts'), `\n// round ${round} ${Date.now()}\n`)
    line.push(
      await timed(async () => {
        const { images } = await manage.json<BuildReport>('prod:build')
        others.push(...images.filter(({ reused }) => !reused).map(({ service }) => service))
      }),
    )
  }
  figures.push({
    name: 'prod:build, one line of the backend',
    value: median(line) / 1_000,
    unit: 's',
    limit: 15,
    beside: `built: ${others.join(', ')}`,
  })

  if (process.argv.includes('--cold')) {
    await dockerSays('builder', 'prune', '--all', '--force')
    const plain = await timed(plainBuilds)
    // The names go, so that there is something to build; the layers that others use stay.
    const { images } = await manage.json<BuildReport>('prod:build')
    for (const { image } of images) await docker('image', 'rm', image)
    await dockerSays('builder', 'prune', '--all', '--force')
    const ours = await timed(() => manage.json('prod:build'))
    figures.push({
      name: 'prod:build, cold, beside plain docker build',
      value: ours / plain,
      unit: '×',
      limit: 1,
      beside: `${(ours / 1_000).toFixed(0)} s beside ${(plain / 1_000).toFixed(0)} s one after another`,
    })
  }
  report(`Production images on ${process.arch} ${process.platform}`, figures)
} finally {
  await sweep(manage)
  rmSync(root, { recursive: true, force: true })
}
