import { createHash } from 'node:crypto'
import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import type { ProcessSpec } from '../../core/process-spec.ts'
import type { Step } from '../../core/steps.ts'
import type { ServiceName } from '../../core/topology.ts'
import type { Tier } from '../../docker/production-project.ts'
import type { CarriedConfiguration } from './configuration.ts'

// A bundle is an ordinary tar: `sha256sum --check` on what it holds says the same as we do, and on a machine that has nothing
// yet, tar takes the sources out of it.

/** Digests of all other parts, as sha256sum writes them. */
export const sumsPart = 'SHA256SUMS'
export const manifestPart = 'bundle.json'
export const sourcesPart = 'parlance.tar'
export const imagesPart = 'images.tar'
export const dataPart = 'data/site.tar'
/** The same, encrypted by age with BACKUP_KEY. */
export const sealedDataPart = `${dataPart}.age`

const format = 1

/** What a bundle is, as its `bundle.json` says it. */
export interface BundleManifest {
  format: typeof format
  version: string
  /** ISO 8601. */
  created: string
  tier: Tier
  /** The address of the site that it was made of. */
  origin: string
  /** Id of the image that ours stand on: their tags follow from it. */
  base: string
  /** Tags of our own images. */
  tags: Readonly<Record<ServiceName, string>>
  images: readonly { name: string; id: string }[]
  configuration: CarriedConfiguration
  /** Every other part. */
  parts: readonly string[]
}

/** A bundle that was looked at. */
export interface BundleHead {
  manifest: BundleManifest
  /** Digest of each part by its name. */
  sums: ReadonlyMap<string, string>
}

export const bundleManifest = (facts: Omit<BundleManifest, 'format'>): BundleManifest => ({
  format,
  ...facts,
})

/** Parts of a folder as one file, the small ones first. */
export const packParts = (file: string, folder: string, parts: readonly string[]): ProcessSpec => ({
  file: 'tar',
  args: ['--create', '--file', file, '--directory', folder, '--owner=0', '--group=0', ...parts],
})

/** Prints a part. It is looked for no further than where it stands. */
const printPart = (file: string, part: string): ProcessSpec => ({
  file: 'tar',
  args: ['--extract', '--to-stdout', '--occurrence=1', '--file', file, part],
})

/** Takes a part out, into a folder. */
export const takePart = (file: string, part: string, folder: string): ProcessSpec => ({
  file: 'tar',
  args: ['--extract', '--occurrence=1', '--no-same-owner', '--file', file, '--directory', folder, part],
})

/** A part goes through a program, whole in no memory. The file and the part are arguments, never part of the script. */
const piped = (file: string, part: string, program: string, words: readonly string[] = []): ProcessSpec => ({
  file: 'sh',
  args: [
    '-c',
    `tar --extract --to-stdout --occurrence=1 --file "$1" "$2" | ${program}`,
    'sh',
    file,
    part,
    ...words,
  ],
})

/** As sha256sum prints it, which takes several times as long where the processor itself knows SHA-256. */
const digestScript = `const sha256 = require('node:crypto').createHash('sha256')
process.stdin.on('data', (chunk) => sha256.update(chunk)).on('end', () => console.log(sha256.digest('hex') + '  -'))`

/** Docker takes the images. */
export const loadImages = (file: string): ProcessSpec => piped(file, imagesPart, 'docker load --quiet')

/** Checks each part by its digest. @throws ManageError (failed) naming the part */
export const checkSteps = (
  file: string,
  sums: () => ReadonlyMap<string, string>,
  parts: readonly string[],
): Step[] =>
  parts.map((part) => ({
    summary: `check ${part}`,
    process: piped(file, part, '"$3" -e "$4"', [process.execPath, digestScript]),
    async act({ run }) {
      const { stdout, stderr } = await run({ allow: 'any' })
      const [found] = stdout.split(' ')
      if (found !== sums().get(part)) throw spoilt(file, part, stderr)
    },
  }))

/**
 * Reads what a bundle says of itself, and nothing more of it.
 * @throws ManageError (failed) where it is no bundle, or is not what it was; (usage) where it is of a later kind
 */
export async function readHead({ runner }: Pick<Context, 'runner'>, file: string): Promise<BundleHead> {
  const read = async (part: string) => {
    const { code, stdout } = await runner.run(printPart(file, part), { allow: 'any' })
    if (code === 0) return stdout
    throw new ManageError('failed', `${file} is no bundle, or is damaged: ${part} cannot be read`, {
      hint: 'pnpm manage prod:bundle export makes one.',
    })
  }
  const sums = parseSums(await read(sumsPart))
  const text = await read(manifestPart)
  if (sums.get(manifestPart) !== createHash('sha256').update(text).digest('hex'))
    throw spoilt(file, manifestPart)
  const manifest = JSON.parse(text) as BundleManifest
  if (manifest.format !== format) {
    throw new ManageError(
      'usage',
      `${file} is of a kind that this version does not know (${manifest.format})`,
      {
        hint: `Take Parlance ${manifest.version} or later.`,
      },
    )
  }
  const lacking = manifest.parts.find((part) => !sums.has(part))
  if (lacking !== undefined) throw spoilt(file, sumsPart)
  return { manifest, sums }
}

/** `digest  name` a line, as sha256sum writes and reads it. */
export const sumsText = (sums: ReadonlyMap<string, string>): string =>
  [...sums].map(([part, sum]) => `${sum}  ${part}\n`).join('')

const parseSums = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [, sum = '', part = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      return part === '' ? [] : [[part, sum] as const]
    }),
  )

const spoilt = (file: string, part: string, said = ''): ManageError =>
  new ManageError('failed', `${part} in ${file} is not what it was: the file is cut short, or altered`, {
    hint: 'Nothing of it was taken. Copy it again from where it was made.',
    details: { part, ...(said.trim() === '' ? {} : { tar: said.trim().split('\n').slice(0, 3) }) },
  })
