import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Origin } from '../../core/addresses.ts'
import type { Context } from '../../core/context.ts'
import { ManageError, missingError } from '../../core/errors.ts'
import { andThen, type Plan, type Step, withResult } from '../../core/steps.ts'
import { envFileName, serviceNames } from '../../core/topology.ts'
import { dockerStep } from '../../docker/daemon.ts'
import { type Tier, tierServices } from '../../docker/production-project.ts'
import { restored, restoreTasks } from '../../engines/restore-tasks.ts'
import { keepWhere } from '../keep-production.ts'
import { openImageSet, secretsFolder } from '../production-facts.ts'
import { productionResources } from '../running-production.ts'
import { secretFilesPlan } from '../secret-files.ts'
import { upPlan } from '../start-production.ts'
import {
  type BundleHead,
  checkSteps,
  dataPart,
  loadImages,
  readHead,
  sealedDataPart,
  sourcesPart,
  takePart,
} from './bundle-file.ts'
import { configurationSteps, stillUnset } from './configuration.ts'

export interface ImportRequest {
  /** Absolute. */
  file: string
  /** Where the site will be; where it was, without it. */
  origin: Origin | undefined
  tier: Tier | undefined
  withoutData: boolean
  /** Seconds. */
  waitTimeout: number
}

export interface ImportReport {
  instance: string
  version: string
  tier: Tier
  images: number
  /** Files of secrets that were made. */
  written: readonly string[]
  addresses: Readonly<Record<string, string>>
  /** What was restored; null where the bundle has no data, or none was wanted. */
  data: Record<string, unknown> | null
  /** What only a person can do now. */
  left: readonly string[]
}

/**
 * Puts a site from a bundle on this machine: checks every part, loads the images, writes secrets where there are none,
 * starts or replaces what runs, and restores the data as a backup is restored.
 */
export async function importPlan(context: Context, request: ImportRequest): Promise<Plan<ImportReport>> {
  const { file } = request
  const { instance } = context
  const { manifest, sums } = await readHead(context, file)
  refuseOtherSources(context, manifest, file)
  const tier = request.tier ?? manifest.tier
  const data = request.withoutData
    ? undefined
    : [dataPart, sealedDataPart].find((part) => manifest.parts.includes(part))
  const folder = secretsFolder(context)
  const fresh = !existsSync(join(folder, envFileName('backend')))
  if (data === sealedDataPart) refuseWithoutKey(folder)
  const secrets = secretFilesPlan(folder, request.origin?.origin ?? manifest.origin)
  if (secrets.rest) throw new ManageError('failed', 'secrets cannot be planned')
  const { written } = await secrets.result()
  const held = (await productionResources(context)).volume.some((name) => name.endsWith('_postgres'))
  const scratch = join(instance.folder, 'bundle')
  const first: Plan<void> = {
    steps: [
      ...checkSteps(file, () => sums, manifest.parts),
      dockerStep('load the images', loadImages(file)),
      ...secrets.steps,
      ...(fresh ? configurationSteps(folder, manifest.configuration) : []),
    ],
    result: () => {},
  }
  const up = andThen(first, `prod:up --tier ${tier}, with these images`, () =>
    upPlan(context, {
      target: undefined,
      command: 'prod:bundle',
      tier,
      publish: false,
      seed: false,
      registry: undefined,
      waitTimeout: request.waitTimeout,
      allowFailures: 0,
      interrupt: false,
    }),
  )
  const report = (addresses: Readonly<Record<string, string>>, said: ImportReport['data']): ImportReport => ({
    instance: instance.name,
    version: manifest.version,
    tier,
    images: manifest.images.length,
    written,
    addresses,
    data: said,
    left: fresh ? stillUnset(folder, manifest.configuration).map((one) => `set ${one}`) : [],
  })
  const plan =
    data === undefined
      ? withResult(up, ({ addresses }) => report(addresses, null))
      : andThen(up, 'the data, as data:import --all restores it', async ({ addresses }) =>
          withResult(await restorePlan(context, file, data, scratch), (said) => report(addresses, said)),
        )
  return {
    ...plan,
    losses: data !== undefined && held ? ['everything in production (backed up first, and kept beside)'] : [],
  }
}

async function restorePlan(
  context: Context,
  file: string,
  part: string,
  scratch: string,
): Promise<Plan<Record<string, unknown>>> {
  const take: Step = {
    summary: `take ${part} out, into ${scratch}`,
    process: takePart(file, part, scratch),
    async act({ run }) {
      rmSync(scratch, { recursive: true, force: true })
      mkdirSync(scratch, { recursive: true })
      await run()
    },
  }
  const source = { words: [`--file=${join(scratch, part)}`], mount: join(scratch, 'data') }
  const kept = await keepWhere(
    context,
    true,
    restoreTasks(source, 'read the data, and check that it is whole and of a known version'),
  )
  const clean: Step = {
    summary: `remove ${scratch}`,
    always: true,
    act: () => rmSync(scratch, { recursive: true, force: true }),
  }
  const whole = withResult(kept, (documents): Record<string, unknown> => restored(documents))
  if (whole.rest) throw new ManageError('failed', `${context.config.nodeImage} is not here`)
  return { ...whole, steps: [take, ...whole.steps, clean] }
}

/** The tags of images follow from the sources: with others, what was loaded would not be what is started. */
function refuseOtherSources(context: Context, manifest: BundleHead['manifest'], file: string): void {
  const { tags } = openImageSet(context, { ...noImage, id: manifest.base })
  const other = serviceNames.filter(
    (name) => tierServices[manifest.tier].includes(name) && tags[name] !== manifest.tags[name],
  )
  if (other.length === 0) return
  throw new ManageError('failed', `this checkout is not the one that the images of ${file} were made of`, {
    details: { differ: other, version: manifest.version },
    hint: manifest.parts.includes(sourcesPart)
      ? `Take its own out, and run this there:\nmkdir parlance && tar -xOf ${file} ${sourcesPart} | tar -xC parlance`
      : `Take the sources of version ${manifest.version}.`,
  })
}

const noImage = { tags: [], digests: [], bytes: 0, layers: [], labels: {}, user: '', created: '' }

function refuseWithoutKey(folder: string): void {
  const file = join(folder, envFileName('keeper'))
  if (existsSync(file) && /^BACKUP_KEY(_FILE)?=./m.test(readFileSync(file, 'utf8'))) return
  throw missingError('the data of this bundle is encrypted, and no key is set here', {
    hint: `Write BACKUP_KEY=AGE-SECRET-KEY-… into ${file} (mode 0600), and run this again.`,
  })
}
