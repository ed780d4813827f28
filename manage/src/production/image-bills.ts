import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
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
import { findScanner, type KnownFault, type Scanner, scanStep } from './bill-scan.ts'
import { buildFrom } from './build-production.ts'
import { openImageSet, ownImages } from './production-facts.ts'

export interface BillReport {
  folder: string
  /** null: none of them is installed here, and nothing was looked up. */
  scanner: Scanner | null
  images: readonly {
    service: ServiceName
    image: string
    file: string
    components: number
    /** High and critical faults that are known; null where nobody looked. */
    faults: readonly KnownFault[] | null
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
            report.push({ service, image, file, components: bill.components.length, faults: null })
          },
        },
        ...(scanner
          ? [
              scanStep(scanner, file, (faults) => {
                const last = report.pop()
                if (last) report.push({ ...last, faults })
              }),
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
