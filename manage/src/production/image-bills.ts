import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { ManageError, toManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Plan, Step } from '../core/steps.ts'
import type { ServiceName } from '../core/topology.ts'
import { dockerStep } from '../docker/daemon.ts'
import { runScript } from '../docker/image-commands.ts'
import { findImages, withImage } from '../docker/local-images.ts'
import {
  type BillOfMaterials,
  type Inventory,
  imageBill,
  inventoryScript,
  parseInventory,
} from '../images/bill-of-materials.ts'
import { buildFrom } from './build-production.ts'
import { openImageSet, ownImages } from './production-facts.ts'

/** Programs that look a bill up in the lists of known faults; the first that is here does. */
const scanners = {
  trivy: (file: string) => ['sbom', '--quiet', '--exit-code', '1', '--severity', 'HIGH,CRITICAL', file],
  grype: (file: string) => [`sbom:${file}`, '--quiet', '--fail-on', 'high'],
} as const satisfies Record<string, (file: string) => string[]>
type Scanner = keyof typeof scanners

/** The lists are fetched anew where they are old. */
const scanTimeoutMs = 600_000

export interface BillReport {
  folder: string
  /** null: none of them is installed here, and nothing was looked up. */
  scanner: Scanner | null
  images: readonly {
    service: ServiceName
    image: string
    file: string
    components: number
    /** What the scanner said of high and critical faults; null where none looked. */
    scan: { sound: boolean; said: string } | null
  }[]
}

/** A bill of materials of each image, as a file, and what a scanner says of it where one is installed. */
export const billsPlan = (
  context: Context,
  services: readonly ServiceName[],
  folder: string,
): Promise<Plan<BillReport>> =>
  withImage(context, context.config.nodeImage, async (base) => {
    const set = openImageSet(context, base)
    const scanner = await findScanner(context)
    const { steps: builds } = await buildFrom(context, set, services, undefined)
    const report: BillReport['images'][number][] = []
    const steps = services.flatMap((service): Step[] => {
      const image = `${ownImages}/${service}:${set.tags[service]}`
      const file = join(folder, `${service}.cdx.json`)
      let code: BillOfMaterials | undefined
      let inventory: Inventory | undefined
      let scan: BillReport['images'][number]['scan'] = null
      return [
        {
          summary: `ask pnpm what ${service} is made of`,
          process: codeBill(service),
          async act({ run }) {
            code = JSON.parse((await run()).stdout) as BillOfMaterials
          },
        },
        dockerStep(
          `ask ${image} what else it has`,
          runScript(image, inventoryScript),
          undefined,
          ({ stdout }) => {
            inventory = parseInventory(stdout)
          },
        ),
        {
          summary: `write ${file}`,
          async act() {
            const [facts] = await findImages(context.runner, [image])
            if (!facts || !code || !inventory) throw new ManageError('failed', `${image} is not here`)
            const bill = imageBill(code, { image, facts, base: context.config.nodeImage, inventory })
            mkdirSync(folder, { recursive: true })
            writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`)
            report.push({ service, image, file, components: bill.components.length, scan })
          },
        },
        ...(scanner
          ? [
              {
                summary: `look ${file} up in what is known of faults`,
                process: { file: scanner, args: scanners[scanner](file) },
                async act({ run }) {
                  const {
                    code: exit,
                    stdout,
                    stderr,
                  } = await run({ allow: [0, 1, 2], timeoutMs: scanTimeoutMs })
                  scan = { sound: exit === 0, said: `${stdout}${stderr}`.trim() }
                  const last = report.pop()
                  if (last) report.push({ ...last, scan })
                },
              } satisfies Step,
            ]
          : []),
      ]
    })
    return {
      steps: [...builds, ...steps],
      result: () => ({ folder, scanner: scanner ?? null, images: report }),
    }
  })

/** Of the lockfile alone: what is installed here is development's too. */
const codeBill = (service: ServiceName): ProcessSpec => ({
  file: 'pnpm',
  args: [
    ...[
      '--filter',
      `@parlance/${service}`,
      'sbom',
      '--sbom-format',
      'cyclonedx',
      '--sbom-spec-version',
      '1.6',
    ],
    ...['--sbom-type', 'application', '--prod', '--lockfile-only'],
  ],
})

async function findScanner({ runner }: Context): Promise<Scanner | undefined> {
  for (const name of Object.keys(scanners) as Scanner[]) {
    const answer = await runner.run({ file: name, args: ['--version'] }, { allow: 'any' }).catch((error) => {
      if (toManageError(error).kind === 'missing') return undefined
      throw error
    })
    if (answer?.code === 0 && answer.stdout !== '') return name
  }
  return undefined
}
