import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Context } from '../../core/context.ts'
import { ManageError, missingError } from '../../core/errors.ts'
import { type Plan, type Step, withResult } from '../../core/steps.ts'
import { serviceNames } from '../../core/topology.ts'
import { composeConfig, type Project } from '../../docker/compose-commands.ts'
import { dockerStep, runDocker } from '../../docker/daemon.ts'
import { saveImages } from '../../docker/image-commands.ts'
import { findImages, withImage } from '../../docker/local-images.ts'
import { type Tier, tierServices } from '../../docker/production-project.ts'
import { buildFrom } from '../build-production.ts'
import { keepWhere } from '../keep-production.ts'
import { envFolder, type ImageSet, openImageSet, openProduction, ownImages } from '../production-facts.ts'
import { openRunning } from '../running-production.ts'
import {
  bundleManifest,
  checkSteps,
  dataPart,
  imagesPart,
  manifestPart,
  packParts,
  sealedDataPart,
  sourcesPart,
  sumsPart,
  sumsText,
} from './bundle-file.ts'
import { carriedConfiguration } from './configuration.ts'

export interface ExportRequest {
  /** Absolute. */
  file: string
  /** The data is encrypted with the keeper's BACKUP_KEY. */
  encrypt: boolean
  /** Images, sources and configuration alone. */
  withoutData: boolean
  /** Instead of the tier that runs. */
  tier: Tier | undefined
}

export interface ExportReport {
  file: string
  bytes: number
  version: string
  tier: Tier
  parts: Readonly<Record<string, number>>
  images: readonly string[]
  encrypted: boolean
  /** What the data is, as the keeper says it; null without. */
  data: Record<string, unknown> | null
  /** Variables that stay at home. */
  withheld: readonly string[]
}

/**
 * A site as one file: the sources and images of this checkout, its configuration without secrets, everything in its
 * database and its images of listings. Parts are written beside the file first, so it takes their room twice for a while;
 * memory does not grow with them.
 */
export const exportPlan = (context: Context, request: ExportRequest): Promise<Plan<ExportReport>> =>
  withImage(context, context.config.nodeImage, (base) =>
    exportFrom(context, openImageSet(context, base), request),
  )

async function exportFrom(
  context: Context,
  set: ImageSet,
  { file, encrypt, withoutData, tier: asked }: ExportRequest,
): Promise<Plan<ExportReport>> {
  const { root, runner } = context
  if (!existsSync(dirname(file))) throw missingError(`there is no folder ${dirname(file)}`)
  const production = await openProduction(context)
  const running = await openRunning(context)
  if (!withoutData && !running.running) {
    throw new ManageError('failed', 'production does not run, and its data cannot be read', {
      hint: 'Start it: pnpm manage prod:up. For images and configuration alone: --without-data.',
    })
  }
  const tier = asked ?? running.tier
  const project = production.project({ tier, publish: false, tags: set.tags })
  const names = [context.config.nodeImage, `${ownImages}/keeper:${set.tags.keeper}`]
  const images = [...new Set([...names, ...(await imagesOf(context, project))])].sort()
  const services = serviceNames.filter((name) => tierServices[tier].includes(name) || name === 'keeper')
  const scratch = `${file}.parts`
  const draft = `${file}.part`
  const data = withoutData ? undefined : encrypt ? sealedDataPart : dataPart
  const sources = await sourceFiles(context)
  const parts = [
    manifestPart,
    ...(sources ? [sourcesPart] : []),
    ...(data === undefined ? [] : [data]),
    imagesPart,
  ]
  const configuration = carriedConfiguration(root, envFolder(context))
  const sums = new Map<string, string>()
  const sizes: Record<string, number> = {}
  const folder: Step = {
    summary: `make ${scratch}, which nobody else can enter`,
    async act() {
      rmSync(scratch, { recursive: true, force: true })
      mkdirSync(join(scratch, 'data'), { recursive: true, mode: 0o700 })
      // The keeper works as somebody else, and sees this one alone.
      await chmod(join(scratch, 'data'), 0o777)
    },
  }
  const pack: (Step | readonly Step[])[] = [
    dockerStep('write the images', saveImages(join(scratch, imagesPart), images)),
    ...(sources ? sourceSteps(context, scratch, sources) : []),
    {
      summary: `say in ${manifestPart} what it is, and write the digest of each part`,
      async act() {
        const found = await findImages(runner, images)
        const manifest = bundleManifest({
          version: set.version,
          created: new Date().toISOString(),
          tier,
          origin: production.origin.origin,
          base: set.base.id,
          tags: set.tags,
          images: images.map((name) => ({
            name,
            id: found.find(({ tags }) => tags.includes(name))?.id ?? '',
          })),
          configuration,
          parts,
        })
        writeFileSync(join(scratch, manifestPart), `${JSON.stringify(manifest, null, 2)}\n`)
        for (const part of parts) {
          sums.set(part, await digestOf(join(scratch, part)))
          sizes[part] = statSync(join(scratch, part)).size
        }
        writeFileSync(join(scratch, sumsPart), sumsText(sums))
      },
    },
    { summary: `put all into ${draft}`, process: packParts(draft, scratch, [sumsPart, ...parts]) },
    // What was written is read once more before it has its name.
    ...checkSteps(draft, () => sums, parts),
    { summary: `name it ${file}`, act: () => renameSync(draft, file) },
  ]
  const clean: Step = {
    summary: `remove ${scratch}`,
    always: true,
    act() {
      rmSync(scratch, { recursive: true, force: true })
      rmSync(draft, { force: true })
    },
  }
  const report = (said: Record<string, unknown> | null): ExportReport => ({
    file,
    bytes: statSync(file).size,
    version: set.version,
    tier,
    parts: sizes,
    images,
    encrypted: encrypt && data !== undefined,
    data: said,
    withheld: Object.entries(configuration.withheld).flatMap(([name, variables]) =>
      variables.map((variable) => `${variable} in ${name}`),
    ),
  })
  const builds = (await buildFrom(context, set, services, undefined)).steps
  if (data === undefined) return { steps: [...builds, folder, ...pack, clean], result: () => report(null) }
  const kept = await keepWhere(context, true, [
    {
      summary: 'write all data into one file, and read it once more',
      words: ['export', join(scratch, data), '--readable'],
      mount: join(scratch, 'data'),
    },
  ])
  const whole = withResult(kept, ([document = {}]) => document)
  if (whole.rest)
    throw new ManageError('failed', `${context.config.nodeImage} went away while this was planned`)
  const { result: said } = whole
  return {
    steps: [...builds, folder, ...whole.steps, ...pack, clean],
    result: async () => report(await said()),
  }
}

/** Every image that the files of a project name. */
async function imagesOf({ runner }: Context, project: Project): Promise<string[]> {
  const { stdout } = await runDocker(runner, composeConfig(project))
  const { services = {} } = JSON.parse(stdout) as { services?: Record<string, { image?: string }> }
  return Object.values(services).flatMap(({ image }) => image ?? [])
}

/** What git knows of the checkout: no secret is among it. undefined where this is no checkout of git. */
async function sourceFiles({ runner }: Context): Promise<string | undefined> {
  const { code, stdout } = await runner
    .run({ file: 'git', args: ['ls-files', '-z'] }, { allow: 'any' })
    .catch(() => ({ code: 1, stdout: '' }))
  return code === 0 && stdout !== '' ? stdout : undefined
}

function sourceSteps({ root }: Context, scratch: string, names: string): Step[] {
  const list = join(scratch, 'sources')
  const there = names.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))
  return [
    {
      summary: 'list the sources',
      act: () => writeFileSync(list, there.map((name) => `${name}\0`).join('')),
    },
    {
      summary: 'write the sources',
      process: {
        file: 'tar',
        args: [
          ...[
            '--create',
            '--file',
            join(scratch, sourcesPart),
            '--directory',
            root,
            '--owner=0',
            '--group=0',
          ],
          ...['--null', '--files-from', list],
        ],
      },
    },
  ]
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
